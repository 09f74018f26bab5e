package io.maskexport.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.maskexport.annotation.ProjectMetaReader;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.export.ExportListener.Stage;
import io.maskexport.picture.JpegBackend;
import io.maskexport.render.Compat;
import io.maskexport.render.MaskKind;
import io.maskexport.render.RenderOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The time limit only ensures that a deadlock, or a budget that is never released, ends the build. */
@Timeout(60)
class ItemPipelineTest {
    private static final Limits LIMITS = Limits.defaults();

    private final RenderPool pool = new RenderPool(2, JpegBackend.JDK, LIMITS);
    private final ByteBudget budget = new ByteBudget(1 << 20);
    private final List<String> handedOver = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    @Timeout(60)
    void everything_is_released_once_started_work_has_ended() {
        pool.close();
        while (budget.heldBytes() != 0) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void the_number_of_threads_changes_nothing(int threads) throws Exception {
        var project = MemoryProject.ofItems(90);
        var rendered = new ArrayList<RenderedItem>();
        var alone = new ItemRenderer(JpegBackend.JDK, LIMITS);
        try (var other = new RenderPool(threads, JpegBackend.JDK, LIMITS)) {
            new ItemPipeline(project, context(project), other, budget, ExportListener.NONE)
                    .render(project.items().iterator(), rendered::add);
            assertThat(rendered).hasSize(90);
            int next = 0;
            for (var item : project.items()) {
                var expected = alone.render(item, ItemInput.read(item, project, LIMITS), context(project),
                        ExportListener.NONE);
                assertThat(rendered.get(next++)).usingRecursiveComparison().isEqualTo(expected);
            }
        }
    }

    @Test
    void items_are_handed_over_in_order_whatever_order_they_are_read_in() throws Exception {
        var lastWasRead = new CountDownLatch(1);
        var project = MemoryProject.ofItems(20).gate(path -> {
            if (path.equals("d/img/00.png")) {
                lastWasRead.await();
            } else if (path.equals("d/img/19.png")) {
                lastWasRead.countDown();
            }
        });
        render(project, this::take);
        assertThat(handedOver).hasSize(20).isSorted();
    }

    @Test
    void thirty_two_items_are_read_at_once_and_no_more() throws Exception {
        var all = new CountDownLatch(32);
        var reading = new AtomicInteger();
        var peak = new AtomicInteger();
        var project = MemoryProject.ofItems(99).gate(path -> {
            peak.accumulateAndGet(reading.incrementAndGet(), Math::max);
            all.countDown();
            all.await();
            reading.decrementAndGet();
        });
        render(project, this::take);
        assertThat(peak).hasValue(32);
    }

    @Test
    void a_budget_too_small_for_any_item_still_lets_all_items_pass() throws Exception {
        var project = MemoryProject.ofItems(30);
        var tiny = new ByteBudget(1);
        pipeline(project, tiny).render(project.items().iterator(), this::take);
        assertThat(handedOver).hasSize(30);
        assertThat(tiny.heldBytes()).isZero();
    }

    @Test
    void exports_that_share_a_tiny_budget_do_not_wait_for_each_other() throws Exception {
        var project = MemoryProject.ofItems(40);
        var tiny = new ByteBudget(2 << 10);
        try (var exports = Executors.newFixedThreadPool(3)) {
            var tasks = Collections.nCopies(3, (Callable<Integer>) () -> {
                var count = new AtomicInteger();
                pipeline(project, tiny).render(project.items().iterator(), item -> count.incrementAndGet());
                return count.get();
            });
            for (var export : exports.invokeAll(tasks)) {
                assertThat(export.get()).isEqualTo(40);
            }
        }
        assertThat(tiny.heldBytes()).isZero();
    }

    @Test
    void a_delivered_item_counts_until_the_receiver_returns() throws Exception {
        render(MemoryProject.ofItems(3), item -> assertThat(budget.heldBytes()).isGreaterThanOrEqualTo(item.bytes()));
    }

    @Test
    void the_first_failure_in_item_order_ends_the_export_after_the_items_before_it() throws Exception {
        var laterFailed = new CountDownLatch(1);
        var project = MemoryProject.ofItems(20).gate(path -> {
            if (path.equals("d/img/07.png")) {
                laterFailed.countDown();
                throw new IOException("later");
            } else if (path.equals("d/img/03.png")) {
                laterFailed.await();
                throw new IOException("first");
            }
        });
        assertThatThrownBy(() -> render(project, this::take)).isExactlyInstanceOf(IOException.class)
                .hasMessage("first");
        assertThat(handedOver).containsExactly("d/img/00.png", "d/img/01.png", "d/img/02.png");
    }

    @Test
    void an_input_that_changed_ends_the_export() throws Exception {
        var project = MemoryProject.ofItems(2).gate(path -> {
            throw new DefectException(DefectCode.INPUT_CHANGED, path);
        });
        assertThatThrownBy(() -> render(project, this::take)).isInstanceOf(DefectException.class)
                .hasMessageContaining("d/img/00.png");
    }

    @Test
    void a_failing_receiver_ends_the_export() {
        assertThatThrownBy(() -> render(MemoryProject.ofItems(50), item -> {
            throw new IOException("disk full");
        })).hasMessage("disk full");
    }

    @Test
    void a_receiver_ends_the_export_while_an_item_never_ends() throws Exception {
        var ended = new CountDownLatch(1);
        var project = MemoryProject.ofItems(3).gate(path -> {
            try {
                new CountDownLatch(1).await();
            } finally {
                ended.countDown();
            }
        });
        assertThatThrownBy(() -> render(project, new ItemStream.Receiver() {
            @Override
            public void accept(RenderedItem item) {
                throw new AssertionError(item.toString());
            }

            @Override
            public void await() throws IOException {
                throw new IOException("cancelled");
            }
        })).hasMessage("cancelled");
        ended.await();
        // The last step releases its share after it has ended.
        while (budget.heldBytes() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void interrupting_the_export_interrupts_its_reads() throws Exception {
        var reading = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var project = MemoryProject.ofItems(1).gate(path -> {
            try {
                reading.countDown();
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        });
        var export = new FutureTask<>(() -> {
            assertThatThrownBy(() -> render(project, this::take)).isInstanceOf(InterruptedException.class);
            return true;
        });
        var thread = Thread.ofPlatform().start(export);
        reading.await();
        thread.interrupt();
        assertThat(export.get()).isTrue();
        interrupted.await();
    }

    @Test
    void an_export_that_waits_for_the_budget_can_be_interrupted() throws Exception {
        try (var all = budget.acquire(1 << 20)) {
            assertThat(budget.heldBytes()).isPositive();
            var export = new FutureTask<>(() -> {
                assertThatThrownBy(() -> render(MemoryProject.ofItems(1), this::take))
                        .isInstanceOf(InterruptedException.class);
                return true;
            });
            var thread = Thread.ofPlatform().start(export);
            thread.interrupt();
            assertThat(export.get()).isTrue();
        }
    }

    @Test
    void the_listener_receives_every_stage_item_and_defect() throws Exception {
        var heard = Collections.synchronizedList(new ArrayList<String>());
        var listener = new ExportListener() {
            @Override
            public void spent(Stage stage, Duration time) {
                heard.add(stage.name());
            }

            @Override
            public void rendered(RenderedItem item) {
                heard.add(item.members().name());
            }

            @Override
            public void found(Defect defect) {
                heard.add(defect.code().name());
            }
        };
        var project = MemoryProject.ofItems(2);
        new ItemPipeline(project, context(project), pool, budget, listener).render(project.items().iterator(),
                this::take);
        assertThat(heard).containsExactlyInAnyOrder("FETCH", "FETCH", "RENDER", "RENDER", "ARCHIVE", "ARCHIVE",
                "IMAGE_UNREADABLE", "IMAGE_UNREADABLE", "d/img/00.png", "d/img/01.png");
    }

    @Test
    void an_iterator_that_cannot_list_fails_with_its_cause() throws Exception {
        var unreadable = Stream.<Item>generate(() -> {
            throw new UncheckedIOException(new IOException("cannot list"));
        });
        assertThatThrownBy(() -> pipeline(MemoryProject.ofItems(1), budget).render(unreadable.iterator(), this::take))
                .isExactlyInstanceOf(IOException.class).hasMessage("cannot list");
    }

    private void take(RenderedItem item) {
        handedOver.add(item.members().name());
    }

    private void render(MemoryProject project, ItemStream.Receiver receiver) throws Exception {
        pipeline(project, budget).render(project.items().iterator(), receiver);
    }

    private ItemPipeline pipeline(MemoryProject project, ByteBudget budget) throws Exception {
        return new ItemPipeline(project, context(project), pool, budget, ExportListener.NONE);
    }

    private static ExportContext context(MemoryProject project) throws Exception {
        var meta = project.list("meta.json").getFirst();
        byte[] json = MemoryProject.ofItems(0).read(meta);
        var options = new RenderOptions(EnumSet.allOf(MaskKind.class), 2, OptionalInt.empty(), Compat.STRICT);
        return ExportContext.of(ProjectMetaReader.read(json, LIMITS), options, LIMITS);
    }
}
