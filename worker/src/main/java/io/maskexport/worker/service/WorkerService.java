package io.maskexport.worker.service;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import io.maskexport.contracts.ExportEvent;
import io.maskexport.defect.Limits;
import io.maskexport.worker.bucket.MinioObjectStore;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.events.DeadLetters;
import io.maskexport.worker.events.KafkaEvents;
import io.maskexport.worker.events.KafkaTasks;
import io.maskexport.worker.events.RecordPublisher;
import io.maskexport.worker.failure.DependencyWait;
import io.maskexport.worker.failure.Sleeper;
import io.maskexport.worker.failure.StepRetrier;
import io.maskexport.worker.fairness.KafkaQueueAhead;
import io.maskexport.worker.intake.GroupProtocol;
import io.maskexport.worker.intake.KafkaIntake;
import io.maskexport.worker.intake.RecordHandler;
import io.maskexport.worker.intake.ShareGroup;
import io.maskexport.worker.metrics.BacklogGauge;
import io.maskexport.worker.metrics.ExemplarSpans;
import io.maskexport.worker.metrics.JvmMetrics;
import io.maskexport.worker.metrics.MeteredObjectStore;
import io.maskexport.worker.metrics.WorkerMeter;
import io.maskexport.worker.metrics.WorkerMeter.RecordKind;
import io.maskexport.worker.metrics.WorkerMeter.UnreadyReason;
import io.maskexport.worker.metrics.WorkerMetrics;
import io.maskexport.worker.ops.OpsServer;
import io.maskexport.worker.page.InstallationPage;
import io.maskexport.worker.page.LatestMasks;
import io.maskexport.worker.plan.ExportQuota;
import io.maskexport.worker.plan.KnownFeatures;
import io.maskexport.worker.plan.TaskLimits;
import io.maskexport.worker.protocol.AccessPolicy;
import io.maskexport.worker.protocol.ExportProtocol;
import io.maskexport.worker.protocol.InFlightQuota;
import io.maskexport.worker.protocol.InFlightQuota.Excess;
import io.maskexport.worker.protocol.Janitor;
import io.maskexport.worker.protocol.JanitorRounds;
import io.maskexport.worker.protocol.ProtocolPorts;
import io.maskexport.worker.settings.ProcessMemory;
import io.maskexport.worker.settings.WorkerSettings;
import io.maskexport.worker.status.ExportLinks;
import io.maskexport.worker.status.ExportStatusReader;
import io.maskexport.worker.tracing.Tracer;
import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker from start to end. Closing it hands over the records in progress. */
public final class WorkerService implements AutoCloseable {
    /** Exit status after an uncaught {@link Error}, the same as that of {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int FATAL = 3;
    private static final Duration RECONNECT = Duration.ofSeconds(5);
    private static final Duration HEALTH_CHECK = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(WorkerService.class);

    private final WorkerSettings settings;
    private final String version;
    /** The limits that plans made by this worker pin. */
    private final Limits limits;
    private final PrometheusMeterRegistry registry;
    private final WorkerMetrics metrics;
    private final StepRetrier retry;
    private final Tracer tracer;
    private final Liveness liveness;
    private final WorkerHost host;
    private final KnownFeatures known;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final OpsServer ops;
    private volatile boolean taken;

    private WorkerService(WorkerSettings settings, String version, KnownFeatures known) throws IOException {
        this.settings = settings;
        this.version = version;
        this.known = known;
        var collector = settings.ops().collector();
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM,
                collector.isPresent() ? new ExemplarSpans() : null);
        metrics = new WorkerMetrics(registry);
        retry = StepRetrier.system(metrics);
        host = new WorkerHost(() -> Runtime.getRuntime().halt(FATAL), () -> metrics.count(WorkerMeter.NOT_UNDERSTOOD));
        tracer = opened(collector.map(address -> Tracer.to(address, version, metrics)).orElse(Tracer.NONE));
        limits = ProcessMemory.here().within(settings.limits());
        liveness = new Liveness(InstantSource.system(), settings.ops().stuckAfter(), settings.queue().lock());
        metrics.version(version);
        for (var kind : RecordKind.values()) {
            metrics.gauge(WorkerMeter.SLOTS, settings, s -> s.queue().slots(), kind);
        }
        metrics.gauge(WorkerMeter.PROGRESS_AGE, liveness, p -> p.age().toMillis() / 1e3);
        for (var reason : UnreadyReason.values()) {
            metrics.gauge(WorkerMeter.NOT_READY, liveness, l -> l.isUnreadyFor(reason), reason);
        }
        metrics.gauge(WorkerMeter.STORE_BREAKER, retry, r -> r.isOpen() ? 1 : 0);
        metrics.gauge(WorkerMeter.RETRY_TOKENS, retry, StepRetrier::retryTokens);
        opened(new JvmMetrics(registry));
        ops = opened(new OpsServer(settings.ops().host(), settings.ops().port(), registry::scrape, liveness));
        opened(() -> ops.awaitScrape(taken ? settings.ops().lastScrape() : Duration.ZERO));
    }

    /**
     * Starts a worker and returns when it takes work, however long the broker and the group take.
     *
     * @throws IOException if the operations port is in use
     */
    public static WorkerService start(WorkerSettings settings, String version)
            throws IOException, InterruptedException {
        return start(settings, version, KnownFeatures.OF_THIS_BUILD);
    }

    /** As {@link #start(WorkerSettings, String)}, a worker of a build that knows more or less than this one. */
    public static WorkerService start(WorkerSettings settings, String version, KnownFeatures known)
            throws IOException, InterruptedException {
        var service = new WorkerService(settings, version, known);
        try {
            service.start();
            return service;
        } catch (IOException | InterruptedException | RuntimeException e) {
            service.close();
            throw e;
        }
    }

    /** Ends the process at every {@link Error} that no thread catches, like one inside an export. */
    public void endsAtErrors() {
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            if (thrown instanceof Error error) {
                host.end(error);
            }
            LOG.error("{} ended", thread.getName(), thrown);
        });
    }

    /** The port for metrics and probes. */
    public int opsPort() {
        return ops.port();
    }

    /** Tells all work to stop, waits for it, and closes everything. Not ready from the first moment on. */
    @Override
    public void close() {
        liveness.stopping();
        LOG.info("stopping: takes no more records and hands over those in progress, {} of requests and {} of tasks",
                inFlight(RecordKind.REQUEST), inFlight(RecordKind.TASK));
        while (!open.isEmpty()) {
            var next = open.pop();
            try {
                next.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.warn("cannot close {}", next, e);
            }
        }
    }

    private long inFlight(RecordKind kind) {
        return (long) metrics.gauge(WorkerMeter.IN_FLIGHT, kind).orElse(0);
    }

    private <T extends AutoCloseable> T opened(T closeable) {
        open.push(closeable);
        return closeable;
    }

    private void start() throws IOException, InterruptedException {
        LOG.info("starts: {}", StartLine.of(version, settings));
        var health = new HealthLog(liveness);
        opened(host.repeat(HEALTH_CHECK, health::check));
        var kafka = settings.kafka();
        var sdk = opened(new MinioObjectStore(settings.storage().s3(), retry));
        var store = new MeteredObjectStore(sdk, metrics, liveness::beat);
        var masks = new LatestMasks(InstantSource.system());
        if (settings.ops().page()) {
            page(sdk, masks).routes().forEach(ops::serve);
        }
        var publisher = opened(RecordPublisher.open(kafka));
        opened(metrics.opened(publisher::metrics));
        var engine = opened(new PooledRenderEngine(settings.render(), limits, metrics, registry, liveness,
                settings.ops().page() ? masks::rendered : _ -> {}));
        var work = new ObjectRef(settings.storage().workBucket(), settings.storage().workPrefix());
        var ports = new ProtocolPorts(store, work,
                new KafkaEvents(publisher, kafka.topics().events(), this::published),
                new KafkaTasks(publisher, kafka.topics().tasks()), engine, InstantSource.system(),
                sleeper(), new SecureRandom(), metrics, metrics, host, known);
        var workBucket = new WorkBucketProbe(store, work);
        opened(host.repeat(RECONNECT, () -> reconnect(workBucket)));
        var dispatch = new RecordDispatcher(exports(ports), publisher,
                new DeadLetters(publisher, kafka.topics().deadLetters()), metrics, liveness, tracer);
        var admin = opened(Admin.create(kafka.properties("mask-export-admin")));
        liveness.waitingFor("the work bucket");
        workBucket.await(liveness::starting);
        liveness.waitingFor("the broker");
        var queue = connect(admin);
        var backlog = opened(new BacklogGauge(admin, kafka, queue.shared(), metrics));
        var interval = settings.export().janitorInterval();
        opened(new JanitorSchedule(new Janitor(ports, settings.export().janitorGrace()),
                new JanitorRounds(ports, interval), interval, host::workBucket));
        take(KafkaIntake.of(settings, queue, work(dispatch, queue, admin), dispatch.control(), metrics), backlog,
                queue.shared());
    }

    private InstallationPage page(MinioObjectStore store, LatestMasks masks) {
        var storage = settings.storage();
        var facts = new WorkerFacts(metrics, version, liveness);
        var exports = new ExportStatusReader(store, new ObjectRef(storage.workBucket(), storage.workPrefix()));
        var valid = settings.ops().links();
        var links = valid.isZero()
                ? Optional.<ExportLinks>empty()
                : Optional.of(new ExportLinks(exports, object -> store.signedLink(object, valid)));
        return new InstallationPage(exports, masks, links,
                new InstallationPage.PageFacts(facts::queue, facts::worker, settings.shown()), InstantSource.system());
    }

    private RecordHandler work(RecordDispatcher dispatch, GroupProtocol queue, Admin admin) {
        var tasks = settings.kafka().topics().tasks();
        if (!settings.queue().fair()) {
            return dispatch.work(tasks);
        }
        var tenants = new RecordTenants(tasks);
        int window = settings.queue().provision() ? ShareGroup.WINDOW : ShareGroup.DEFAULT_WINDOW;
        return dispatch.fairWork(tasks,
                opened(new KafkaQueueAhead(settings.kafka(), queue.shared(), window, admin, tenants)), tenants);
    }

    /** A worker that put work off may not get it back, so it checks for itself when the work bucket is usable again. */
    private void reconnect(WorkBucketProbe workBucket) throws IOException {
        if (host.problem().isPresent()) {
            workBucket.write();
            host.workBucket(Optional.empty());
        }
    }

    private ExportProtocol exports(ProtocolPorts ports) {
        var storage = settings.storage();
        var export = settings.export();
        var quotas = settings.quotas();
        var quota = new ExportQuota(quotas.items(), quotas.bytes(), quotas.masks());
        var inFlight = new InFlightQuota(quotas.inFlight(), quotas.refuses() ? Excess.REFUSE : Excess.WAIT);
        return new ExportProtocol(ports, new AccessPolicy(storage.readable(), storage.writable(), inFlight),
                new TaskLimits(export.taskMaxItems(), export.taskMaxBytes(), limits, quota), export.deadline(),
                export.denial());
    }

    /** A sleeper that counts waiting as a sign of life. */
    private Sleeper sleeper() {
        return (time, stop) -> {
            liveness.beat();
            return Sleeper.REAL.sleep(time, stop);
        };
    }

    private void take(KafkaIntake intake, BacklogGauge backlog, boolean shared) {
        metrics.gauge(WorkerMeter.IN_FLIGHT, intake, KafkaIntake::requestsInFlight, RecordKind.REQUEST);
        metrics.gauge(WorkerMeter.IN_FLIGHT, intake, KafkaIntake::tasksInFlight, RecordKind.TASK);
        opened(intake::drain);
        liveness.watch(new Liveness.IntakeState(intake::lastTurn, () -> unready(intake, backlog)));
        taken = true;
        intake.start();
        if (!limits.equals(settings.limits())) {
            LOG.info("limits lowered to the memory of this process: {}", limits.changed());
        }
        LOG.info("receiving requests from {} in a {} group; metrics and probes on port {}",
                String.join(", ", settings.kafka().topics().allRequests()), shared ? "share" : "consumer", ops.port());
    }

    private Optional<Unreadiness> unready(KafkaIntake intake, BacklogGauge backlog) {
        if (retry.isOpen()) {
            return Optional.of(new Unreadiness(UnreadyReason.STORE, "the object store is unavailable"));
        }
        if (host.problem().isPresent()) {
            return host.problem()
                    .map(why -> new Unreadiness(UnreadyReason.WORK_BUCKET, "the work bucket is not usable: " + why));
        }
        if (!backlog.missing().isEmpty()) {
            return Optional.of(new Unreadiness(UnreadyReason.TOPICS,
                    "topics are missing: " + String.join(", ", backlog.missing())));
        }
        return intake.isJoined()
                ? Optional.empty()
                : Optional.of(new Unreadiness(UnreadyReason.GROUP, "not a member of the group"));
    }

    /** Retries until the broker reports its features. */
    private GroupProtocol connect(Admin admin) throws InterruptedException {
        return DependencyWait.untilAnswered(() -> {
            var queue = GroupProtocol.choose(settings.queue().protocol(), admin);
            if (queue.shared() && settings.queue().provision()) {
                var topics = settings.kafka().topics();
                new ShareGroup(admin, settings.kafka().group())
                        .provision(topics.work(), settings.queue().lock());
            }
            return queue;
        }, reason -> {
            liveness.starting("the broker does not answer: " + reason);
            LOG.warn("the broker does not answer; retrying in {}: {}", DependencyWait.INTERVAL, reason);
        });
    }

    private void published(ExportEvent event) {
        liveness.beat();
        metrics.count(WorkerMeter.EVENTS, WorkerMeter.EventType.of(event));
        EventLine.of(event).ifPresent(LOG::info);
    }
}
