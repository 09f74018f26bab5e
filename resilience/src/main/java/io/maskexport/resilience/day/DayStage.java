package io.maskexport.resilience.day;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import io.maskexport.resilience.chaos.ChaosTestBed;
import io.maskexport.resilience.chaos.FaultProxy.RefusalAnswer;
import io.maskexport.sandbox.GeneratedProject;
import io.maskexport.sandbox.Sandbox;
import io.maskexport.sandbox.SandboxClient;
import io.maskexport.sandbox.TopicEvents;
import io.maskexport.sandbox.WorkerProcess;
import io.maskexport.worker.bucket.ObjectRef;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Broker, bucket, workers and clients that obey commands, one a line, each answered by one line. The script beside it
 * has the acts; this process has what needs the sandbox.
 */
public final class DayStage implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration LOCK = Duration.ofSeconds(6);
    private static final int NOBODY = 1;
    private static final List<String> JVM = List.of("-Xmx192m", "-XX:+UseSerialGC",
            "-Dmaskexport.backlog.interval=1000");

    private final ChaosTestBed testBed = new ChaosTestBed();
    private final SandboxClient client = new SandboxClient(testBed.sandbox().settings(Map.of()));
    private final int brokerPort = testBed.sandbox().kafka().otherPort();
    private final int storePort = testBed.sandbox().s3().endpoint().getPort();
    private final Map<String, WorkerProcess> workers = new LinkedHashMap<>();
    private int sent;

    private DayStage() throws Exception {
        GeneratedProject.upload(client.store(), new ObjectRef(Sandbox.PROJECTS, "harbour/"), 20, 150, 3);
    }

    static void main() throws Exception {
        try (var stage = new DayStage(); var lines = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            System.out.println("ready");
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println(stage.obey(Arrays.asList(line.split(" "))));
            }
        }
    }

    private String obey(List<String> words) throws Exception {
        var rest = words.subList(1, words.size());
        switch (words.getFirst()) {
            case "start" -> {
                return start(rest);
            }
            case "stop" -> remove(rest.getFirst()).terminate();
            case "kill" -> remove(rest.getFirst()).kill();
            case "send" -> send(rest.getFirst(), Integer.parseInt(rest.getLast()));
            case "open" -> {
                return String.valueOf(sent - ended());
            }
            case "store" -> store(rest.getFirst());
            case "broker" -> testBed.brokerProxy().to(rest.getFirst().equals("away") ? NOBODY : brokerPort).reset();
            default -> throw new IllegalArgumentException(words.toString());
        }
        return "done";
    }

    /** Starts workers; returns the ports of their metrics. */
    private String start(List<String> names) throws IOException, InterruptedException {
        for (var name : names) {
            workers.put(name, WorkerProcess.work(environment(), JVM));
        }
        var ports = new LinkedHashMap<String, Integer>();
        for (var end = Instant.now().plus(START); ports.size() < names.size(); Thread.sleep(100)) {
            for (var name : names) {
                opsPort(name).ifPresent(port -> ports.put(name, port));
            }
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("not all of " + names + " take work");
            }
        }
        return names.stream().map(name -> String.valueOf(ports.get(name))).collect(Collectors.joining(" "));
    }

    private OptionalInt opsPort(String name) throws IOException {
        return worker(name).opsPort();
    }

    private WorkerProcess worker(String name) {
        return Optional.ofNullable(workers.get(name)).orElseThrow();
    }

    private WorkerProcess remove(String name) {
        return Optional.ofNullable(workers.remove(name)).orElseThrow();
    }

    private Map<String, String> environment() {
        var environment = testBed.environment(LOCK);
        environment.put("DENIAL_PATIENCE", "1s");
        environment.put("JANITOR_INTERVAL", "5s");
        environment.put("JANITOR_GRACE", "1m");
        environment.put("KAFKA_CLIENT_DEFAULT_API_TIMEOUT_MS", "6000");
        return environment;
    }

    private void send(String prefix, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            sent++;
            client.send(SandboxClient.request("day-" + sent, prefix, ""));
        }
    }

    private long ended() throws IOException {
        client.events().poll();
        return client.events().received().stream().map(TopicEvents.ReceivedEvent::event)
                .filter(event -> event.endsRequest()).map(event -> event.requestId()).distinct().count();
    }

    private void store(String state) {
        var proxy = testBed.bucketProxy();
        switch (state) {
            case "away" -> proxy.to(NOBODY).reset();
            case "denied" -> proxy.refuse((_, _) -> Optional.of(RefusalAnswer.DENIED));
            case "sources-denied" -> proxy.refuse((_, path) -> path.startsWith("/" + Sandbox.PROJECTS)
                    ? Optional.of(RefusalAnswer.DENIED)
                    : Optional.empty());
            default -> {
                proxy.stopRefusing();
                proxy.to(storePort).reset();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (var worker : workers.values()) {
            worker.close();
        }
        client.close();
        testBed.close();
    }
}
