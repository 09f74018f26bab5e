package io.maskexport.worker.metrics;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import io.maskexport.contracts.Manifest;
import io.maskexport.defect.Defect;
import io.maskexport.export.ExportListener;
import io.maskexport.export.RenderedItem;
import io.maskexport.worker.failure.StepListener;
import io.maskexport.worker.intake.IntakeListener;
import io.maskexport.worker.metrics.WorkerMeter.ItemOutcome;
import io.maskexport.worker.metrics.WorkerMeter.StoreOperation;
import io.maskexport.worker.protocol.EndListener;
import io.maskexport.worker.tracing.SpanListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Feeds the meters of the catalogue. Thread-safe. */
public final class WorkerMetrics implements IntakeListener, ExportListener, EndListener, StepListener, SpanListener {
    /** Bounds of buckets, each at most 2.5 times the one before: a percentile read between two is at most that wrong. */
    private static final Duration[] BUCKETS = seconds(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 60, 120, 300, 600, 900,
            1800, 3600, 7200, 14_400, 28_800);
    /** For steps of an item and operations on the store, which end within minutes. */
    private static final Duration[] SHORT_BUCKETS = seconds(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25,
            60, 120, 300);

    private final PrometheusMeterRegistry registry;

    public WorkerMetrics(PrometheusMeterRegistry registry) {
        this.registry = registry;
        for (var meter : WorkerMeter.values()) {
            combinations(meter.tags()).stream()
                    .filter(tags -> meter.hasSeries(tags.stream().map(Tag::getValue).toList()))
                    .forEach(tags -> register(meter, tags));
        }
    }

    /** Increments a counter. */
    public void count(WorkerMeter meter, Enum<?>... values) {
        counter(meter, tags(meter, values)).increment();
    }

    /** Increments a counter whose tag value is a string. */
    public void count(WorkerMeter meter, String value) {
        counter(meter, Tags.of(meter.tags().getFirst().name(), value)).increment();
    }

    /** Records a duration. */
    public void time(WorkerMeter meter, Duration time, Enum<?>... values) {
        timer(meter, tags(meter, values)).record(time);
    }

    /** Records a size in bytes. */
    public void size(WorkerMeter meter, long bytes) {
        summary(meter, Tags.empty()).record((double) bytes);
    }

    /** Registers a gauge that reads its value at each scrape. */
    public <T> void gauge(WorkerMeter meter, T source, ToDoubleFunction<T> value, Enum<?>... values) {
        gauge(meter, source, value, tags(meter, values));
    }

    /** The value of a gauge now; empty while it is not known. */
    public OptionalDouble gauge(WorkerMeter meter, Enum<?>... values) {
        var gauge = registry.find(meter.meterName()).tags(tags(meter, values)).gauge();
        return gauge == null || Double.isNaN(gauge.value())
                ? OptionalDouble.empty()
                : OptionalDouble.of(gauge.value());
    }

    /** Reports the version of this build. */
    public void version(String version) {
        var build = WorkerMeter.BUILD;
        Info.builder().name(build.prometheusName()).help(build.description()).labelNames("version")
                .register(registry.getPrometheusRegistry()).setLabelValues(version);
    }

    @Override
    public ConsumerBinding opened(Supplier<Map<MetricName, ? extends Metric>> metrics) {
        var binder = new KafkaClientMetrics(asConsumer(metrics));
        binder.bindTo(registry);
        return binder::close;
    }

    /** Micrometer binds to consumers, and a share consumer is none; but Micrometer calls only {@code metrics()}. */
    private static Consumer<?, ?> asConsumer(Supplier<Map<MetricName, ? extends Metric>> metrics) {
        return (Consumer<?, ?>) Proxy.newProxyInstance(Consumer.class.getClassLoader(), new Class<?>[] {Consumer.class},
                (_, method, _) -> switch (method.getName()) {
                    case "metrics" -> metrics.get();
                    case "toString" -> "consumer";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Override
    public void renewed(LockOutcome outcome) {
        count(WorkerMeter.LOCK_RENEWALS, outcome);
    }

    @Override
    public void redelivered() {
        count(WorkerMeter.REDELIVERIES);
    }

    @Override
    public void handedOver() {
        count(WorkerMeter.HAND_OVERS);
    }

    @Override
    public void spent(Stage stage, Duration time) {
        time(WorkerMeter.STAGE, time, stage);
    }

    @Override
    public void rendered(RenderedItem item) {
        count(WorkerMeter.ITEMS, item.warnings().isEmpty() ? ItemOutcome.CLEAN : ItemOutcome.WITH_WARNINGS);
        counter(WorkerMeter.LABELS, Tags.empty()).increment(item.labels());
        item.masks().forEach((kind, n) -> counter(WorkerMeter.MASKS, tags(WorkerMeter.MASKS, kind)).increment(n));
    }

    @Override
    public void ended(Manifest end) {
        var failure = end.failure();
        counter(WorkerMeter.ENDINGS, Tags.of("outcome", WorkerMeter.tagValue(end.status()), "reason",
                failure == null ? WorkerMeter.NO_REASON : failure.reason().name())).increment();
    }

    @Override
    public void tried(String what, TryResult result) {
        StoreOperation.of(what).ifPresent(operation -> count(WorkerMeter.STORE_TRIES, operation, result));
    }

    @Override
    public void found(Defect defect) {
        count(WorkerMeter.DEFECTS, defect.code());
        defect.limit().ifPresent(limit -> count(WorkerMeter.LIMIT_HITS, limit));
    }

    @Override
    public void ended(SpanOutcome outcome, int spans) {
        counter(WorkerMeter.SPANS, tags(WorkerMeter.SPANS, outcome)).increment(spans);
    }

    private void register(WorkerMeter meter, Tags tags) {
        switch (meter.kind()) {
            case COUNTER -> counter(meter, tags);
            case TIMER -> timer(meter, tags);
            case BYTES -> summary(meter, tags);
            case GAUGE, INFO -> {
            } // registered with its source
        }
    }

    private Counter counter(WorkerMeter meter, Tags tags) {
        return Counter.builder(meter.meterName()).description(meter.description()).tags(tags).register(registry);
    }

    private Timer timer(WorkerMeter meter, Tags tags) {
        return Timer.builder(meter.meterName()).description(meter.description()).tags(tags)
                .serviceLevelObjectives(buckets(meter)).register(registry);
    }

    private static Duration[] buckets(WorkerMeter meter) {
        return meter == WorkerMeter.STORE || meter == WorkerMeter.STAGE ? SHORT_BUCKETS : BUCKETS;
    }

    private static Duration[] seconds(double... seconds) {
        return Arrays.stream(seconds).mapToObj(s -> Duration.ofMillis(Math.round(s * 1000))).toArray(Duration[]::new);
    }

    private DistributionSummary summary(WorkerMeter meter, Tags tags) {
        return DistributionSummary.builder(meter.meterName()).description(meter.description()).baseUnit("bytes")
                .tags(tags).register(registry);
    }

    private <T> void gauge(WorkerMeter meter, T source, ToDoubleFunction<T> value, Tags tags) {
        Gauge.builder(meter.meterName(), source, value).description(meter.description()).tags(tags)
                .strongReference(true).register(registry);
    }

    private static Tags tags(WorkerMeter meter, Enum<?>... values) {
        var tags = Tags.empty();
        for (int i = 0; i < values.length; i++) {
            tags = tags.and(meter.tags().get(i).name(), WorkerMeter.tagValue(values[i]));
        }
        return tags;
    }

    private static Collection<Tags> combinations(List<WorkerMeter.MeterTag> tags) {
        Collection<Tags> all = List.of(Tags.empty());
        for (var tag : tags) {
            all = all.stream()
                    .flatMap(before -> tag.values().stream().map(value -> before.and(Tag.of(tag.name(), value))))
                    .toList();
        }
        return all;
    }
}
