package io.maskexport.worker.service;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.maskexport.annotation.ProjectMetaReader;
import io.maskexport.archive.UniqueNames;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.Limits;
import io.maskexport.export.ExportContext;
import io.maskexport.export.Item;
import io.maskexport.export.ProjectSource;
import io.maskexport.export.RenderedItem;
import io.maskexport.export.SourceFile;
import io.maskexport.picture.JpegBackend;
import io.maskexport.render.Compat;
import io.maskexport.render.MaskKind;
import io.maskexport.render.RenderOptions;
import io.maskexport.worker.metrics.WorkerMetrics;
import io.maskexport.worker.settings.WorkerSettings.RenderSettings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class PooledRenderEngineTest {
    private static final String META = """
            {"classes": [{"title": "car", "shape": "rectangle", "color": "#0102FF"}], "tags": []}""";
    private static final String ANNOTATION = """
            {"size": {"width": 8, "height": 8}, "tags": [], "objects": [{"classTitle": "car", "geometryType": "rectangle",
            "points": {"exterior": [[1, 1], [4, 4]], "interior": []}, "tags": []}]}""";
    private static final SourceFile FILE = new SourceFile("d/ann/a.png.json", ANNOTATION.length(), "1");
    private static final Item CAR = new Item("d", "a.png", "a", Optional.empty(), Optional.of(FILE), "a.png.json", true,
            List.of());

    private final Logger logger = (Logger) LoggerFactory.getLogger(PooledRenderEngine.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final List<RenderedItem> watched = new ArrayList<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(lines);
    }

    private List<RenderedItem> render(ExportContext context) throws Exception {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var liveness = new Liveness(InstantSource.system(), Duration.ofMinutes(10), Duration.ofMinutes(1));
        List<RenderedItem> rendered = new ArrayList<>();
        try (var engine = new PooledRenderEngine(new RenderSettings(1, 100_000_000, JpegBackend.JDK), Limits.defaults(),
                new WorkerMetrics(registry), registry, liveness, watched::add)) {
            engine.open(new OneFile(), context).render(List.of(CAR).iterator(), rendered::add);
        }
        return rendered;
    }

    private static ExportContext context() throws Exception {
        var options = new RenderOptions(EnumSet.of(MaskKind.INSTANCE), 2, OptionalInt.empty(), Compat.STRICT);
        return ExportContext.of(ProjectMetaReader.read(META.getBytes(UTF_8), Limits.defaults()), options,
                Limits.defaults());
    }

    @Test
    void each_rendered_item_is_handed_to_the_watcher_too() throws Exception {
        assertThat(render(context())).hasSize(1).isEqualTo(watched);
        assertThat(lines.list).isEmpty();
    }

    @Test
    void a_fault_of_ours_is_logged_with_its_stack_trace_and_the_item_that_met_it() throws Exception {
        var sound = context();
        var faulty = new ExportContext(sound.meta(), sound.options(), sound.limits(), sound.annotations(),
                sound.values(),
                UniqueNames.of(List.of()), sound.selection());
        assertThat(render(faulty)).singleElement().satisfies(item -> assertThat(item.warnings())
                .extracting(warning -> warning.defect().code()).contains(DefectCode.RENDER_FAILED));
        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.ERROR);
            assertThat(line.getFormattedMessage()).contains("d/img/a.png");
            assertThat(line.getThrowableProxy().getClassName()).isEqualTo(IllegalArgumentException.class.getName());
        });
    }

    /** A source of one annotation. */
    private record OneFile() implements ProjectSource {
        @Override
        public List<SourceFile> list(String folder) {
            return List.of(FILE);
        }

        @Override
        public byte[] read(SourceFile file) {
            return ANNOTATION.getBytes(UTF_8);
        }
    }
}
