package io.maskexport.contracts;

import java.io.Serial;
import java.lang.reflect.Executable;
import java.util.Collection;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import org.jspecify.annotations.Nullable;

/**
 * Makes Jackson enforce {@code @NullMarked}: a record component that is not {@code @Nullable} is required and must not
 * be null; an absent list or map becomes an empty one.
 */
final class NullMarkedRecords extends JacksonAnnotationIntrospector {
    @Serial
    private static final long serialVersionUID = 1;

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        return (isOwed(member) && !isContainer(member)) ? Boolean.TRUE : super.hasRequiredMarker(member);
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated member) {
        if (!isOwed(member)) {
            return super.findSetterInfo(member);
        }
        return JsonSetter.Value.forValueNulls(isContainer(member) ? Nulls.AS_EMPTY : Nulls.FAIL);
    }

    private static boolean isOwed(Annotated member) {
        return member instanceof AnnotatedParameter parameter && parameter.getDeclaringClass().isRecord()
                && !constructor(parameter).getAnnotatedParameterTypes()[parameter.getIndex()]
                        .isAnnotationPresent(Nullable.class);
    }

    private static Executable constructor(AnnotatedParameter parameter) {
        return (Executable) parameter.getOwner().getMember();
    }

    private static boolean isContainer(Annotated member) {
        return Collection.class.isAssignableFrom(member.getRawType())
                || Map.class.isAssignableFrom(member.getRawType());
    }
}
