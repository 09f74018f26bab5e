package io.maskexport.contracts;

import java.io.Serial;
import java.lang.reflect.Executable;
import java.util.Collection;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import org.jspecify.annotations.Nullable;

/**
 * Has Jackson keep the promise of {@code @NullMarked}: a component of a record that is not {@code @Nullable} must be
 * given and must not be null; an absent list is an empty one.
 */
final class NullMarkedRecords extends JacksonAnnotationIntrospector {
    @Serial
    private static final long serialVersionUID = 1;

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        return (isOwed(member) && !isList(member)) ? Boolean.TRUE : super.hasRequiredMarker(member);
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated member) {
        if (!isOwed(member)) {
            return super.findSetterInfo(member);
        }
        return JsonSetter.Value.forValueNulls(isList(member) ? Nulls.AS_EMPTY : Nulls.FAIL);
    }

    private static boolean isOwed(Annotated member) {
        return member instanceof AnnotatedParameter parameter && parameter.getDeclaringClass().isRecord()
                && !constructor(parameter).getAnnotatedParameterTypes()[parameter.getIndex()]
                        .isAnnotationPresent(Nullable.class);
    }

    private static Executable constructor(AnnotatedParameter parameter) {
        return (Executable) parameter.getOwner().getMember();
    }

    private static boolean isList(Annotated member) {
        return Collection.class.isAssignableFrom(member.getRawType());
    }
}
