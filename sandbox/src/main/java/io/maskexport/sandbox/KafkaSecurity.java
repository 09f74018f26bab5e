package io.maskexport.sandbox;

import java.util.List;
import java.util.Properties;

/**
 * A listener with TLS (SASL_SSL) and one user, who logs in with SCRAM-SHA-512 and may do nothing until access control
 * lists allow it.
 */
public record KafkaSecurity(ServerCertificate certificate, String user, String password) implements ExtraListener {
    private static final String LOGIN = "org.apache.kafka.common.security.scram.ScramLoginModule required";

    @Override
    public List<String> scram() {
        return List.of("SCRAM-SHA-512=[name=%s,password=%s]".formatted(user, password));
    }

    /** The user's login configuration for clients. */
    public String jaasConfig() {
        return "%s username=\"%s\" password=\"%s\";".formatted(LOGIN, user, password);
    }

    @Override
    public void addTo(Properties p, String address) {
        ExtraListener.add(p, "SECURED", "SASL_SSL", address, address);
        p.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        p.put("listener.name.secured.scram-sha-512.sasl.jaas.config", LOGIN + ";");
        p.put("listener.name.secured.ssl.keystore.type", "PKCS12");
        p.put("listener.name.secured.ssl.keystore.location", certificate.keyStore().toString());
        p.put("listener.name.secured.ssl.keystore.password", certificate.password());
        p.put("listener.name.secured.ssl.key.password", certificate.password());
        p.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        p.put("super.users", "User:ANONYMOUS");
    }
}
