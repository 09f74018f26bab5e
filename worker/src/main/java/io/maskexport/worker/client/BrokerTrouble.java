package io.maskexport.worker.client;

import java.io.IOException;

import io.maskexport.worker.failure.FailureWording;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Says in a line what is wrong with a broker that can be reached, and what to do. */
final class BrokerTrouble {
    private BrokerTrouble() {}

    static IOException of(String servers, KafkaException thrown) {
        return new IOException("the broker at " + servers + " " + text(told(thrown)), thrown);
    }

    /** Constructors of clients wrap what they throw. */
    private static Throwable told(KafkaException thrown) {
        return thrown.getClass() == KafkaException.class && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    private static String text(Throwable thrown) {
        var reason = FailureWording.of(thrown);
        return switch (thrown) {
            case SslAuthenticationException _ ->
                "has no TLS that this client trusts: " + reason + "; check the KAFKA_CLIENT_SSL_... settings";
            case AuthenticationException _ ->
                "refuses the login: " + reason + "; check the KAFKA_CLIENT_SASL_... settings";
            case AuthorizationException _ -> "denies access: " + reason + "; ask for the right (docs/security.md)";
            case TimeoutException _ -> "accepts connections, but gives no answer: " + reason
                    + "; does KAFKA_CLIENT_SECURITY_PROTOCOL fit the port?";
            case ConfigException _ -> "cannot be used: " + reason + "; check the KAFKA_CLIENT_... settings";
            case UnsupportedVersionException _ -> "is too old: " + reason;
            default -> "cannot be used: " + reason;
        };
    }
}
