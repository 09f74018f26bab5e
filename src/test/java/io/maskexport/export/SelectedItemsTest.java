package io.maskexport.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.render.RenderOptions;
import io.maskexport.select.NameChoice;
import io.maskexport.select.RegexGlob;
import io.maskexport.select.Sample;
import io.maskexport.select.Selection;
import org.junit.jupiter.api.Test;

import static java.text.Normalizer.Form.NFC;
import static java.text.Normalizer.normalize;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which items a selection takes, and what it says about names that match nothing. */
class SelectedItemsTest {
    private static final List<String> FOLDERS = List.of("a", "a/datasets/b", "a/datasets/b/datasets/c", "ab", "b",
            "x [1]", "e\u0301", "datasets/d", "a b/c*");
    private static final List<String> DATASET_PATTERNS = List.of("*", "a", "a/*", "**/c", "?b", "[ab]", "\u00e9", "x*",
            "**/b", "a b/**", "[!a]*", "a/b");
    private static final List<String> ITEM_PATTERNS = List.of("*.jpg", "a*", "*/[!a-m]*", "**/*.png", "f0??*", "a/**",
            "\u00e9*", "a.jpg", "a/b/a.jpg", "*~2*", "*:*", "**/c/*", "?", "*[0-9].*", "b");

    private final Random random = new Random(7);
    private final Map<String, Pattern> expressions = new HashMap<>();

    @Test
    void a_selection_takes_what_its_patterns_match_of_any_tree() throws Exception {
        int all = 0;
        int taken = 0;
        for (int round = 0; round < 80; round++) {
            var project = project();
            var selection = Selection.ALL.withDatasets(choice("datasets", DATASET_PATTERNS))
                    .withItems(choice("items", ITEM_PATTERNS));
            var expected = new ArrayList<Item>();
            for (var dataset : ProjectLayout.of(project, List.of(), Limits.defaults()).datasets()) {
                for (var item : InMemoryItemPlanner.of(project, dataset).items()) {
                    all++;
                    if (isSelected(selection, dataset, item)) {
                        expected.add(item);
                    }
                }
            }
            assertThat(items(project, selection)).as("round %d %s", round, selection).isEqualTo(expected);
            taken += expected.size();
        }
        assertThat(taken).isBetween(all / 10, all / 2);
    }

    private MemoryProject project() {
        var project = new MemoryProject().put("meta.json", "{\"classes\": []}");
        var folders = new LinkedHashSet<String>();
        for (int i = 0; i < 4; i++) {
            folders.add(FOLDERS.get(random.nextInt(FOLDERS.size())));
        }
        for (var folder : folders) {
            new RandomNames(random).paths().forEach(path -> project.put(folder + path.substring(1), "x"));
        }
        return project;
    }

    /** Patterns of which some match; a plain name may be unknown, so datasets are only named if they exist. */
    private NameChoice choice(String field, List<String> patterns) {
        return new NameChoice("select." + field, some(patterns, 3), "select.not", some(patterns, 2));
    }

    private List<String> some(List<String> patterns, int most) {
        return random.ints(random.nextInt(most + 1), 0, patterns.size()).mapToObj(patterns::get)
                .map(pattern -> pattern.matches("[a-z/\u00e9]+") ? pattern + "*" : pattern).toList();
    }

    private boolean isSelected(Selection selection, Dataset dataset, Item item) {
        var path = item.image().or(item::annotation).orElseThrow().path();
        var name = normalize(path.substring(path.lastIndexOf('/') + 1), NFC);
        var own = item.image().isPresent() ? name : name.substring(0, name.length() - ".json".length());
        var folder = normalize(dataset.name(), NFC);
        var folders = Stream.iterate(folder, f -> !f.isEmpty(), f -> f.substring(0, Math.max(0, f.lastIndexOf('/'))))
                .toList();
        return isTaken(selection.datasets(), pattern -> folders.stream().anyMatch(f -> matches(pattern, f)))
                && isTaken(selection.items(), pattern -> matches(pattern, pattern.contains("/")
                        ? folder + "/" + own
                        : own));
    }

    private static boolean isTaken(NameChoice choice, Predicate<String> matches) {
        return (choice.include().isEmpty() || choice.include().stream().anyMatch(matches))
                && choice.exclude().stream().noneMatch(matches);
    }

    private boolean matches(String pattern, String name) {
        return normalize(pattern, NFC).equals(name)
                || expressions.computeIfAbsent(normalize(pattern, NFC), RegexGlob::of).matcher(name).matches();
    }

    /** The selected items, without their places among them, which are checked. */
    private static List<Item> items(ProjectSource project, Selection selection) throws Exception {
        var items = export(project, selection).items();
        assertThat(items).extracting(Item::number)
                .isEqualTo(IntStream.rangeClosed(1, items.size()).boxed().toList());
        return items.stream().map(item -> item.numbered(0)).toList();
    }

    private static LocalExport export(ProjectSource project, Selection selection) throws Exception {
        return new LocalExport(project, RenderOptions.defaults(), List.of(), selection, Limits.defaults());
    }

    private static Selection datasets(List<String> include, List<String> exclude) {
        return Selection.ALL
                .withDatasets(new NameChoice("select.datasets", include, "select.excludeDatasets", exclude));
    }

    private static Selection itemsNamed(String... include) {
        return Selection.ALL
                .withItems(new NameChoice("select.items", List.of(include), "select.excludeItems", List.of()));
    }

    private static MemoryProject small() {
        return MemoryProject.ofItems(3).put("d/datasets/e/img/00.png", "x").put("f/img/00.png", "x");
    }

    @Test
    void a_dataset_brings_those_below_it_and_an_excluded_one_takes_them_away() throws Exception {
        assertThat(paths(datasets(List.of("d"), List.of()))).containsExactly("d/img/00.png", "d/img/01.png",
                "d/img/02.png", "d/datasets/e/img/00.png");
        assertThat(paths(datasets(List.of("*"), List.of("d/*")))).containsExactly("d/img/00.png", "d/img/01.png",
                "d/img/02.png", "f/img/00.png");
        assertThat(paths(datasets(List.of(), List.of("d")))).containsExactly("f/img/00.png");
        assertThat(paths(datasets(List.of("**/e"), List.of()))).containsExactly("d/datasets/e/img/00.png");
    }

    private static List<String> paths(Selection selection) throws Exception {
        return items(small(), selection).stream().map(Item::path).toList();
    }

    @Test
    void a_choice_of_datasets_and_a_selection_must_both_take_a_dataset() throws Exception {
        var export = new LocalExport(small(), RenderOptions.defaults(), List.of("d/e", "f"),
                datasets(List.of("d"), List.of()), Limits.defaults());
        assertThat(export.items()).extracting(Item::path).containsExactly("d/datasets/e/img/00.png");
    }

    @Test
    void an_unknown_name_of_a_dataset_ends_the_export_also_in_an_exclusion() {
        for (var selection : List.of(datasets(List.of("f", "D"), List.of()), datasets(List.of(), List.of("D")))) {
            assertThatThrownBy(() -> items(small(), selection)).isInstanceOfSatisfying(DefectException.class, e -> {
                assertThat(e.code()).isEqualTo(DefectCode.UNKNOWN_DATASET);
                assertThat(e.defect().detail()).startsWith("'D' (select.").endsWith(") is not in the project");
            });
        }
    }

    @Test
    void names_and_patterns_that_match_nothing_are_told() throws Exception {
        assertThat(details(datasets(List.of("f", "x*"), List.of("y*"))))
                .containsExactly("'x*' (select.datasets) matches nothing",
                        "'y*' (select.excludeDatasets) matches nothing");
        assertThat(details(itemsNamed("00.png", "03.png", "d/*", "x/*")))
                .containsExactly("'03.png' (select.items) matches nothing", "'x/*' (select.items) matches nothing");
    }

    private static List<String> details(Selection selection) throws Exception {
        return export(small(), selection).warnings().stream()
                .filter(warning -> warning.defect().code() == DefectCode.UNUSED_PATTERN)
                .map(warning -> warning.defect().detail()).toList();
    }

    @Test
    void an_export_without_items_says_what_the_selection_left_out() throws Exception {
        assertThat(nothing(itemsNamed("x*"))).containsExactly("no item is selected; the selection leaves out all 5");
        assertThat(nothing(datasets(List.of("x*"), List.of()))).containsExactly("no dataset is selected");
        assertThat(nothing(itemsNamed("00.*"))).isEmpty();
    }

    private static List<String> nothing(Selection selection) throws Exception {
        return export(small(), selection).warnings().stream()
                .filter(warning -> warning.defect().code() == DefectCode.NOTHING_FOUND)
                .map(warning -> warning.defect().detail()).toList();
    }

    @Test
    void a_sample_is_taken_of_the_items_that_names_select() throws Exception {
        var project = MemoryProject.ofItems(60).put("e/img/00.png", "x");
        var named = itemsNamed("*0.png");
        for (var sample : List.of(new Sample.Count(4, 1), new Sample.Share(500_000, 1))) {
            var taken = items(project, named.with(sample));
            assertThat(items(project, named)).hasSize(7).containsAll(taken);
            assertThat(taken).hasSizeBetween(1, 6).isSubsetOf(items(project,
                    Selection.ALL.with(sample instanceof Sample.Share ? sample : new Sample.Count(1_000, 1))));
        }
        assertThat(items(project, named.with(new Sample.Count(4, 1)))).hasSize(4);
        assertThat(items(project, named.with(new Sample.Count(8, 1)))).hasSize(7);
    }

    @Test
    void items_that_come_or_go_between_the_listings_of_a_sample_fail_the_attempt() {
        var before = MemoryProject.ofItems(10);
        var after = MemoryProject.ofItems(9);
        var sample = Selection.ALL.with(new Sample.Count(10, 0));
        assertThatThrownBy(() -> items(new ChangingProject(before, after), sample)).isInstanceOf(IOException.class)
                .hasMessageContaining("came or went");
    }

    /** A project that changes after both folders of its dataset were listed once. */
    private record ChangingProject(MemoryProject before, MemoryProject after, List<String> listed)
            implements
                ProjectSource {
        ChangingProject(MemoryProject before, MemoryProject after) {
            this(before, after, new ArrayList<>());
        }

        @Override
        public List<SourceFile> list(String folder) {
            boolean again = listed.contains(folder) && Set.of("d/img/", "d/ann/").contains(folder);
            listed.add(folder);
            return (again ? after : before).list(folder);
        }

        @Override
        public byte[] read(SourceFile file) throws IOException, InterruptedException, DefectException {
            return before.read(file);
        }
    }

    @Test
    void a_selected_item_keeps_the_names_that_it_has_in_the_whole_export() throws Exception {
        var project = MemoryProject.ofItems(1).put("d/img/00.jpg", "x").put("d/img/a:.png", "x").put("d/img/a_.png",
                "x");
        var whole = items(project, Selection.ALL);
        for (var item : whole) {
            assertThat(items(project, itemsNamed(item.sourceName()))).containsExactly(item);
        }
        assertThat(whole).extracting(Item::stem).contains("00.jpg", "00.png");
    }
}
