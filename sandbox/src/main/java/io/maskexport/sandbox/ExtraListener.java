package io.maskexport.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A second listener of an {@link EmbeddedKafka}, in addition to the open one. */
sealed interface ExtraListener permits KafkaSecurity, ExtraListener.NoListener, ExtraListener.ProxiedListener {
    /** Adds the listener to a broker's properties. */
    void addTo(Properties p, String address);

    /** The users to create when the broker's storage is formatted. */
    default List<String> scram() {
        return List.of();
    }

    /** Registers a listener with a broker, and the address that the broker advertises to its clients. */
    static void add(Properties p, String name, String protocol, String address, String advertised) {
        p.merge("listeners", "," + name + "://" + address, ExtraListener::joined);
        p.merge("advertised.listeners", "," + name + "://" + advertised, ExtraListener::joined);
        p.merge("listener.security.protocol.map", "," + name + ":" + protocol, ExtraListener::joined);
    }

    private static Object joined(Object one, Object two) {
        return one.toString() + two;
    }

    /** No second listener. */
    record NoListener() implements ExtraListener {
        @Override
        public void addTo(Properties p, String address) {}
    }

    /**
     * A listener for clients of a proxy, which are redirected to it.
     *
     * @param port the proxy's, on the loopback
     * @param overrides properties of the broker
     */
    record ProxiedListener(int port, Map<String, String> overrides) implements ExtraListener {
        @Override
        public void addTo(Properties p, String address) {
            add(p, "FRONT", "PLAINTEXT", address, "127.0.0.1:" + port);
            p.putAll(overrides);
        }
    }
}
