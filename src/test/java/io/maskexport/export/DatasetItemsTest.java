package io.maskexport.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.maskexport.archive.CodePointOrder;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DatasetItemsTest {
    private static final Dataset DATASET = new Dataset("d", "d/", "d", false, List.of());
    private static final DatasetItems.Sizes TINY = new DatasetItems.Sizes(0, 2, 5);

    /** What was received of a dataset. */
    private record Received(List<Item> items, List<Defect> defects) {
        static Received of(ProjectSource project, Dataset dataset, DatasetItems.Sizes sizes, Limits limits)
                throws IOException, InterruptedException, DefectException {
            var items = new ArrayList<Item>();
            var defects = DatasetItems.open(project, dataset, limits, sizes).forEach(items::add);
            return new Received(items, defects);
        }
    }

    @Test
    void a_plan_in_pieces_is_the_plan_of_the_whole_whatever_the_names_and_sizes() throws Exception {
        for (int seed = 0; seed < Integer.getInteger("plan.seeds", 500); seed++) {
            var random = new Random(seed);
            var paths = new RandomNames(random).paths();
            var order = random.nextInt(4) == 0 ? Comparator.<String>naturalOrder() : CodePointOrder.STRINGS;
            var project = new PagedProject(paths, 1 + random.nextInt(5), order);
            var dataset = new Dataset("d", "d/", "d", random.nextInt(5) == 0, List.of());
            var sizes = new DatasetItems.Sizes(random.nextInt(4), random.nextInt(8),
                    random.nextInt(3) == 0 ? 5 + random.nextInt(100) : 10_000);
            var expected = InMemoryItemPlanner.of(project, dataset);
            var received = Received.of(project, dataset, sizes, Limits.defaults());
            assertThat(received.items()).as("seed " + seed + " " + sizes + paths).isEqualTo(expected.items());
            assertThat(received.defects()).as("seed " + seed).isEqualTo(expected.defects());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {999, 1000, 1001, 1999, 2000, 2001})
    void pages_of_a_thousand_lose_no_item(int count) throws Exception {
        var project = new PagedProject(items(count), 1_000, CodePointOrder.STRINGS);
        for (var sizes : List.of(new DatasetItems.Sizes(2 * count, 10, 100),
                new DatasetItems.Sizes(2 * count - 1, 10, 3_000),
                new DatasetItems.Sizes(0, 2 * count, 10_000))) {
            assertThat(Received.of(project, DATASET, sizes, Limits.defaults()).items())
                    .isEqualTo(InMemoryItemPlanner.of(project, DATASET).items()).hasSize(count);
        }
    }

    @Test
    void a_dataset_that_fits_is_listed_once_and_a_larger_one_without_far_links_twice() throws Exception {
        var project = new PagedProject(items(50), 7, CodePointOrder.STRINGS);
        Received.of(project, DATASET, new DatasetItems.Sizes(100, 2, 1_000), Limits.defaults());
        assertThat(project.listings()).isEqualTo(2);
        Received.of(project, DATASET, new DatasetItems.Sizes(99, 2, 1_000), Limits.defaults());
        assertThat(project.listings()).isEqualTo(2 + 4);
    }

    @Test
    void too_many_files_that_depend_on_each_other_end_the_export() throws Exception {
        var paths = IntStream.range(0, 100).mapToObj("d/img/frame.%04d"::formatted).toList();
        var project = new PagedProject(paths, 10, CodePointOrder.STRINGS);
        var limits = Limits.defaults().with(Limit.LINKED_FILES, 98);
        assertThatThrownBy(() -> Received.of(project, DATASET, TINY, limits.with(Limit.LINKED_FILES, 97)))
                .isInstanceOfSatisfying(DefectException.class, e -> {
                    assertThat(e.defect().limit()).contains(Limit.LINKED_FILES);
                    assertThat(e.defect().detail()).contains("more than 97 files");
                });
        assertThat(Received.of(project, DATASET, TINY, limits).items()).hasSize(100);
    }

    @Test
    void a_file_that_comes_or_goes_between_two_listings_fails_the_attempt() {
        var before = new PagedProject(items(20), 5, CodePointOrder.STRINGS);
        for (int gone = 0; gone < 40; gone++) {
            var left = new ArrayList<>(items(20));
            left.remove(gone);
            var after = new PagedProject(left, 5, CodePointOrder.STRINGS);
            assertThatThrownBy(() -> Received.of(new ChangingProject(before, after), DATASET, TINY, Limits.defaults()))
                    .isInstanceOf(IOException.class).hasMessageContaining("'d' came or went");
            assertThatThrownBy(() -> Received.of(new ChangingProject(after, before), DATASET, TINY, Limits.defaults()))
                    .isInstanceOf(IOException.class).hasMessageContaining("'d' came or went");
        }
    }

    private static List<String> items(int count) {
        return IntStream.range(0, count).boxed()
                .flatMap(i -> Stream.of("d/img/%05d.png".formatted(i), "d/ann/%05d.png.json".formatted(i))).toList();
    }

    /** A project that changes after both folders of its dataset were listed once. */
    private static final class ChangingProject implements ProjectSource {
        private final PagedProject before;
        private final PagedProject after;

        ChangingProject(PagedProject before, PagedProject after) {
            this.before = before;
            this.after = after;
        }

        @Override
        public List<SourceFile> list(String folder) {
            return before.list(folder);
        }

        @Override
        public FilePages pages(String folder) {
            var first = Set.of("d/img/", "d/ann/").contains(folder) && begun.add(folder);
            return (first ? before : after).pages(folder);
        }

        private final Set<String> begun = new LinkedHashSet<>();

        @Override
        public byte[] read(SourceFile file) {
            throw new UnsupportedOperationException();
        }
    }
}
