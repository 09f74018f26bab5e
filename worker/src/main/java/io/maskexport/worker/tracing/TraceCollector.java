package io.maskexport.worker.tracing;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where spans go, and which.
 *
 * @param address OTLP (HTTP, protobuf); one without a path gets that of the specification
 * @param headers of each request to it by name, such as a login; never printed
 * @param caFile PEM certificates to trust instead of the JDK's
 * @param ratio share of the traces that begin here to send, 0 to 1; other traces follow their sender
 */
public record TraceCollector(URI address, Map<String, String> headers, Optional<Path> caFile, double ratio) {
    public TraceCollector {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "TraceCollector[" + address + ", headers " + headers.keySet() + ", " + caFile + ", " + ratio + "]";
    }
}
