package io.maskexport.contracts;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.jsontype.TypeIdResolver;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is unknown in a record from what is wrong with it: a property, a constant or a kind of record that only
 * another version knows. The properties of a record's header are known, and the major version of messages, which is
 * written and is no component of theirs.
 */
final class UnknownContent extends DeserializationProblemHandler {
    /** Attribute of a reader: the type whose objects may have a header. */
    static final Object HEADED = new Object();

    @Override
    public boolean handleUnknownProperty(DeserializationContext context, JsonParser json,
            JsonDeserializer<?> deserializer, Object beanOrClass, String name) throws IOException {
        var type = beanOrClass instanceof Class<?> known ? known : beanOrClass.getClass();
        if ((isHeaded(context, type) && RecordHeader.NAMES.contains(name)) || isKnownVersion(json, type, name)) {
            json.skipChildren();
            return true;
        }
        throw new UnknownContentException("the field `" + UntrustedText.printable(name) + "` is not known");
    }

    private static boolean isHeaded(DeserializationContext context, Class<?> type) {
        return context.getAttribute(HEADED) instanceof Class<?> headed && headed.isAssignableFrom(type);
    }

    private static boolean isKnownVersion(JsonParser json, Class<?> type, String name) throws IOException {
        return name.equals("version") && (type == Manifest.class || WireMessage.class.isAssignableFrom(type))
                && json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getLongValue() == ContractVersion.VERSION;
    }

    @Override
    public @Nullable Object handleWeirdStringValue(DeserializationContext context, Class<?> type, String value,
            String message) throws IOException {
        if (type.isEnum()) {
            throw new UnknownContentException("`" + UntrustedText.printable(value) + "` is not known");
        }
        return NOT_HANDLED;
    }

    @Override
    public @Nullable JavaType handleMissingTypeId(DeserializationContext context, JavaType type,
            TypeIdResolver resolver, String message) throws IOException {
        throw new UnknownContentException("a kind of record that is not known");
    }
}
