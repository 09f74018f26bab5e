package io.maskexport.benchmarks.million;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.maskexport.sandbox.EmbeddedKafka;
import io.maskexport.sandbox.EmbeddedS3;
import io.maskexport.sandbox.Sandbox;
import io.maskexport.worker.settings.WorkerSettings;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Broker and generated bucket in a separate process, so that their memory and time are not counted as a worker's. */
final class GeneratedServers {
    private GeneratedServers() {}

    /**
     * Prints a worker's environment, followed by a blank line. Then answers each line of input with the number of S3
     * requests so far by their kind, {@code KIND=NUMBER} separated by blanks; runs until its input ends.
     */
    static void main() throws Exception {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        try (var kafka = new EmbeddedKafka(); var s3 = new GeneratedS3()) {
            var environment = new TreeMap<String, String>();
            environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
            environment.put("S3_ENDPOINT", s3.endpoint().toString());
            environment.put("S3_ACCESS_KEY", EmbeddedS3.ACCESS_KEY);
            environment.put("S3_SECRET_KEY", EmbeddedS3.SECRET_KEY);
            environment.put("WORK_BUCKET", Sandbox.WORK);
            environment.put("EXPORT_READABLE", Sandbox.PROJECTS);
            environment.put("EXPORT_WRITABLE", Sandbox.EXPORTS);
            environment.put("OPS_HOST", "127.0.0.1");
            environment.put("OPS_PORT", "0");
            kafka.createTopics(WorkerSettings.from(environment).kafka().topics());
            environment.forEach((name, value) -> System.out.println(name + "=" + value));
            System.out.println();
            while (input.readLine() != null) {
                System.out.println(s3.requests().entrySet().stream().map(kind -> kind.getKey() + "=" + kind.getValue())
                        .collect(Collectors.joining(" ")));
            }
        }
    }
}
