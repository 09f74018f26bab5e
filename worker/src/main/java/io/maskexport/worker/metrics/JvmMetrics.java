package io.maskexport.worker.metrics;

import java.util.List;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.java21.instrument.binder.jdk.VirtualThreadMetrics;

/** Standard metrics of a JVM process: memory, garbage collection, threads, processors, files, uptime. */
public final class JvmMetrics implements AutoCloseable {
    private final List<MeterBinder> binders = List.of(new ClassLoaderMetrics(), new JvmGcMetrics(),
            new JvmHeapPressureMetrics(), new JvmMemoryMetrics(), new JvmThreadMetrics(), new FileDescriptorMetrics(),
            new ProcessorMetrics(), new UptimeMetrics(), new VirtualThreadMetrics());

    public JvmMetrics(MeterRegistry registry) {
        binders.forEach(binder -> binder.bindTo(registry));
        Gauge.builder("process.resident.memory", ResidentMemory::bytes).baseUnit("bytes")
                .description("Memory of the process in RAM, heap and all else; NaN where the system does not tell")
                .register(registry);
    }

    @Override
    public void close() throws Exception {
        for (var binder : binders) {
            if (binder instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
    }
}
