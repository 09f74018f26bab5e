package io.maskexport.resilience.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import io.maskexport.resilience.audit.AuditEvidence;
import io.maskexport.resilience.audit.AuditReport;
import io.maskexport.resilience.audit.Auditor;
import io.maskexport.resilience.audit.MinioObjects;
import io.maskexport.sandbox.EmbeddedS3;
import io.maskexport.sandbox.Sandbox;
import io.maskexport.worker.bucket.MinioObjectStore;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.failure.StepRetrier;
import io.maskexport.worker.protocol.JanitorRounds;
import io.maskexport.worker.settings.WorkerSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Subjects real workers to what happens in operation, then audits the result. */
@Command(name = "chaos", mixinStandardHelpOptions = true, description = {
    "Kills, freezes and stops workers, restarts broker and bucket and disturbs connections while requests arrive,",
    "and then audits topics and bucket. For each 15 kills: 3 freezes, 3 terminations, a restart of the broker and one of",
    "the bucket, 3 times all connections reset, slow, deaf, and credentials denied."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
        "0:no violation", "1:violations, which were printed", "2:unusable arguments",
        "3:not all faults within --within"})
public final class ChaosRun implements Callable<Integer> {
    private static final int OPEN_REQUESTS = 12;
    private static final int TRAINING_REQUESTS = 5;
    private static final Duration LOCK = Duration.ofSeconds(6);
    private static final Duration LATENCY = Duration.ofMillis(5);
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    @Option(names = "--kills", defaultValue = "60", description = "How many workers to kill. Default: ${DEFAULT-VALUE}.")
    private int kills;
    @Option(names = "--requests", defaultValue = "100", description = "How many requests to send. Default: ${DEFAULT-VALUE}.")
    private int requests;
    @Option(names = "--seed", defaultValue = "1", description = "Determines faults, their order and the requests. Default: ${DEFAULT-VALUE}.")
    private long seed;
    @Option(names = "--workers", defaultValue = "3", description = "How many workers run at a time. Default: ${DEFAULT-VALUE}.")
    private int workers;
    @Option(names = "--within", defaultValue = "60", description = "Minutes within which all faults happen. Default: ${DEFAULT-VALUE}.")
    private int minutes;
    @Option(names = "--logs", defaultValue = "target/chaos", description = "Folder for the output of the workers. Default: ${DEFAULT-VALUE}.")
    private Path logs = Path.of("");

    private final Map<ChaosFault, Integer> done = new EnumMap<>(ChaosFault.class);
    private final Instant start = Instant.now();

    static void main(String[] arguments) {
        System.exit(new CommandLine(new ChaosRun()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        var random = new Random(seed);
        try (var testBed = new ChaosTestBed()) {
            testBed.bucketProxy().delay(LATENCY);
            var settings = testBed.sandbox().settings(Map.of());
            try (var store = new MinioObjectStore(settings.storage().s3(), StepRetrier.system());
                    var load = new RequestLoad(settings.kafka().bootstrapServers(), settings.kafka().topics(),
                            new RequestGenerator(new Random(seed)))) {
                RequestGenerator.uploadProjects(store);
                var jvm = new ArrayList<>(List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
                jvm.addAll(new WorkerClassCache(environment(testBed), jvm, logs).learn(() -> train(load)));
                var fleet = new WorkerFleet(alreadyProvisioned(environment(testBed)), jvm, workers, random, logs);
                boolean asPlanned;
                try (fleet) {
                    boolean inTime = run(new FaultInjector(testBed, fleet, random, LOCK, LATENCY), load, random);
                    asPlanned = awaitRest(load, store, settings) && inTime;
                }
                return conclude(testBed.sandbox(), settings, fleet, asPlanned);
            }
        }
    }

    private static Map<String, String> environment(ChaosTestBed testBed) {
        var environment = testBed.environment(LOCK);
        environment.put("TASK_MAX_ITEMS", String.valueOf(RequestGenerator.TASK_ITEMS));
        environment.put("JANITOR_INTERVAL", "5s");
        environment.put("JANITOR_GRACE", "40s");
        environment.put("DENIAL_PATIENCE", "5m");
        environment.put("LOG_LEVEL", "DEBUG");
        return environment;
    }

    /** The group is configured once; later workers start faster without that. */
    private static Map<String, String> alreadyProvisioned(Map<String, String> environment) {
        environment.put("QUEUE_PROVISION", "false");
        return environment;
    }

    private static void train(RequestLoad load) throws Exception {
        load.sendUpTo(TRAINING_REQUESTS);
        load.await(0, TIMEOUT);
    }

    /** Sends requests in step with faults, so that there is always work to hit. */
    private boolean run(FaultInjector faults, RequestLoad load, Random random) throws Exception {
        var schedule = ChaosFault.schedule(kills, random);
        for (int i = 0; i < schedule.size(); i++) {
            load.sendUpTo(Math.toIntExact((long) requests * (i + 1) / schedule.size()));
            if (!load.await(OPEN_REQUESTS, TIMEOUT) || Instant.now().isAfter(start.plus(Duration.ofMinutes(minutes)))) {
                return false;
            }
            Thread.sleep(random.nextInt(800));
            faults.inject(schedule.get(i));
            done.merge(schedule.get(i), 1, Integer::sum);
            if (i % 20 == 19) {
                System.out.printf("%4d s: %d of %d faults, %d requests open%n", seconds(), i + 1, schedule.size(),
                        load.open().size());
            }
        }
        faults.awaitEnd();
        return true;
    }

    /** Waits until every request has ended and the janitor has removed all progress records. */
    private boolean awaitRest(RequestLoad load, MinioObjectStore store, WorkerSettings settings)
            throws IOException, InterruptedException {
        if (!load.await(0, TIMEOUT)) {
            System.out.println("These requests do not end: " + load.open());
            return false;
        }
        System.out.printf("%4d s: all requests ended%n", seconds());
        var work = new ObjectRef(settings.storage().workBucket(), settings.storage().workPrefix());
        var end = Instant.now().plus(TIMEOUT);
        while (!exports(store, work).isEmpty()) {
            if (Instant.now().isAfter(end)) {
                System.out.println("These records are not cleared away: " + exports(store, work));
                return false;
            }
            Thread.sleep(500);
        }
        return true;
    }

    /** Folders of exports; the objects of the janitor's last rounds stay. */
    private static List<String> exports(MinioObjectStore store, ObjectRef work) throws IOException {
        return store.folders(work).stream().filter(name -> !name.equals(JanitorRounds.ROUNDS)).toList();
    }

    private int conclude(Sandbox sandbox, WorkerSettings settings, WorkerFleet fleet, boolean asPlanned)
            throws IOException {
        System.out.printf("%4d s: audit%n", seconds());
        var report = audit(sandbox, settings, fleet.attempts());
        report.violations().forEach(violation -> System.out.println("VIOLATION " + violation));
        fleet.complaints().forEach(complaint -> System.out.println("VIOLATION " + complaint));
        int violations = report.violations().size() + fleet.complaints().size();
        System.out.println(summary(report, fleet, violations));
        return violations > 0 ? 1 : asPlanned ? 0 : 3;
    }

    private static AuditReport audit(Sandbox sandbox, WorkerSettings settings, AttemptLog attempts) throws IOException {
        var servers = sandbox.kafka().bootstrapServers();
        var topics = settings.kafka().topics();
        try (var objects = new MinioObjects(sandbox.s3().endpoint().toString(), EmbeddedS3.ACCESS_KEY,
                EmbeddedS3.SECRET_KEY)) {
            var evidence = AuditEvidence.of(servers,
                    new AuditEvidence.AuditedTopics(topics.requests(), topics.control(),
                            topics.events(), topics.deadLetters()),
                    objects);
            return Auditor.audit(evidence, Set.of(Sandbox.PROJECTS), attempts.givenUpRightly());
        }
    }

    private String summary(AuditReport report, WorkerFleet fleet, int violations) {
        var faults = done.entrySet().stream().map(f -> f.getValue() + " " + f.getKey().plural())
                .collect(Collectors.joining(", "));
        var endings = report.endings().entrySet().stream().map(e -> e.getValue() + " " + e.getKey())
                .collect(Collectors.joining(", "));
        return ("chaos: seed %d, %d s; %s; %d workers, %d hit at work; %d requests: %s; %d last events, %d of them "
                + "repetitions; %d parts with %d files audited; %d violations").formatted(seed, seconds(), faults,
                        fleet.started(), fleet.busy(), report.endings().values().stream().mapToInt(n -> n).sum(),
                        endings, report.terminalEvents(), report.repeated(), report.read().parts(),
                        report.read().members(), violations);
    }

    private long seconds() {
        return Duration.between(start, Instant.now()).toSeconds();
    }
}
