package io.maskexport.export;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.Limits;
import io.maskexport.picture.JpegBackend;
import io.maskexport.render.Compat;
import io.maskexport.render.MaskKind;
import io.maskexport.render.RenderOptions;
import io.maskexport.select.NameChoice;
import io.maskexport.select.Selection;
import io.maskexport.select.Splits;
import io.maskexport.select.Splits.ItemSet;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The sets that items are in, by tags and by hash. */
class ItemSetsTest {
    private static final ItemSet TRAIN = new ItemSet("train", 700_000, List.of());
    private static final ItemSet VAL = new ItemSet("val", 300_000, List.of("split=val"));
    private static final ItemSet TEST = new ItemSet("test", 0, List.of("split=test", "holdout*"));

    private static MemoryProject project(int plain) {
        var project = new MemoryProject()
                .put("meta.json", """
                        {"classes": [{"title": "car", "shape": "any", "color": "#0102FF"}],
                        "tags": [{"name": "split"}, {"name": "holdout1"}]}""")
                .put("d/img/val.png", "x")
                .put("d/ann/val.png.json", annotation("{\"name\":\"split\",\"value\":\"val\"}"))
                .put("d/img/held.png", "x").put("d/ann/held.png.json", annotation("\"holdout1\""))
                .put("d/img/both.png", "x")
                .put("d/ann/both.png.json", annotation("\"holdout1\", {\"name\":\"split\",\"value\":\"val\"}"))
                .put("d/ann/unmasked.txt.json", annotation("{\"name\":\"split\",\"value\":\"test\"}"))
                .put("d/img/broken.png", "x").put("d/ann/broken.png.json", "{")
                .put("d/img/bare.png", "x");
        for (int i = 0; i < plain; i++) {
            project.put("d/datasets/e/img/%03d.png".formatted(i), "x");
        }
        return project;
    }

    private static String annotation(String tags) {
        return """
                {"size": {"width": 9, "height": 9}, "tags": [%s], "objects": []}""".formatted(tags);
    }

    private static List<RenderedItem> rendered(ProjectSource project, Selection selection, MaskKind... kinds)
            throws Exception {
        var items = new ArrayList<RenderedItem>();
        var masks = EnumSet.noneOf(MaskKind.class);
        masks.addAll(List.of(kinds));
        var export = new LocalExport(project, new RenderOptions(masks, 2, OptionalInt.empty(), Compat.STRICT),
                List.of(), selection, Limits.defaults());
        try (var pool = new RenderPool(2, JpegBackend.JDK, Limits.defaults())) {
            export.write(_ -> {}, pool, new ByteBudget(64L << 20), ExportListener.NONE, items::add);
        }
        return items;
    }

    private static Map<String, Integer> sets(List<RenderedItem> items) {
        var sets = new TreeMap<String, Integer>();
        items.forEach(item -> sets.put(item.members().name().replaceAll(".*/|\\..*", ""),
                item.set().isPresent() ? item.set().getAsInt() : -1));
        return sets;
    }

    private static Selection sets(ItemSet... sets) {
        return Selection.ALL.with(new Splits(List.of(sets), 1));
    }

    @Test
    void tags_decide_before_hashes_whatever_masks_are_made() throws Exception {
        for (var kinds : List.of(new MaskKind[0], new MaskKind[] {MaskKind.MACHINE})) {
            var sets = sets(rendered(project(0), sets(TRAIN, VAL, TEST), kinds));
            assertThat(sets).containsEntry("val", 1).containsEntry("held", 2).containsEntry("unmasked", 2)
                    .containsEntry("both", 1);
            assertThat(List.of(sets.get("bare"), sets.get("broken"))).allMatch(set -> set == 0 || set == 1);
        }
    }

    @Test
    void an_item_with_tags_of_several_sets_is_in_the_first_and_named_in_a_warning() throws Exception {
        var item = rendered(project(0), sets(TEST, TRAIN, VAL)).stream()
                .filter(one -> one.members().name().equals("d/img/both.png")).findFirst().orElseThrow();
        assertThat(item.set()).hasValue(0);
        assertThat(item.warnings()).map(warning -> warning.defect().code() + ": " + warning.defect().detail())
                .containsExactly("SEVERAL_SETS: it has tags of the sets 'test', 'val'; it is in 'test'");
    }

    @Test
    void without_shares_an_item_without_a_tag_of_a_set_is_in_none_and_named_in_a_warning() throws Exception {
        var items = rendered(project(2), sets(new ItemSet("val", 0, List.of("split=val")), TEST));
        assertThat(sets(items)).containsEntry("bare", -1).containsEntry("broken", -1).containsEntry("000", -1)
                .containsEntry("val", 0);
        assertThat(items).allMatch(item -> item.set().isEmpty() == item.warnings().stream()
                .anyMatch(warning -> warning.defect().code() == DefectCode.NO_SET));
    }

    @Test
    void an_item_stays_in_its_set_when_others_come_or_go() throws Exception {
        var many = sets(rendered(project(300), sets(TRAIN, VAL, TEST)));
        var few = sets(rendered(project(90), sets(TRAIN, VAL, TEST)));
        assertThat(many).containsAllEntriesOf(few);
        assertThat(many.values().stream().filter(set -> set == 0).count()).isBetween(170L, 245L);

        var some = new NameChoice("select.items", List.of("e/0?5.png", "d/e/1*"), "select.excludeItems", List.of());
        var selected = sets(rendered(project(300), sets(TRAIN, VAL, TEST).withItems(some)));
        assertThat(selected).isNotEmpty();
        assertThat(many).containsAllEntriesOf(selected);
    }

    @Test
    void an_item_is_in_the_same_set_without_its_image() throws Exception {
        var project = new MemoryProject().put("meta.json", "{\"classes\": [], \"tags\": []}");
        for (int i = 0; i < 40; i++) {
            project.put("d/img/%d.png".formatted(i), "x").put("d/ann/%d.json".formatted(i), annotation(""));
        }
        var half = sets(new ItemSet("a", 500_000, List.of()), new ItemSet("b", 500_000, List.of()));
        var with = sets(rendered(project, half, MaskKind.MACHINE));
        assertThat(sets(rendered(project, half.withOriginals(false, true), MaskKind.MACHINE))).isEqualTo(with);
        assertThat(with.values()).contains(0, 1);
    }

    @Test
    void an_export_without_sets_warns_of_none() throws Exception {
        assertThat(rendered(project(1), Selection.ALL)).allMatch(item -> item.set().isEmpty())
                .flatMap(RenderedItem::warnings).extracting(warning -> warning.defect().code())
                .doesNotContain(DefectCode.NO_SET, DefectCode.SEVERAL_SETS);
    }

    @Test
    void a_tag_that_the_project_does_not_declare_is_told() throws Exception {
        var export = new LocalExport(project(0), RenderOptions.defaults(), List.of(),
                sets(TRAIN, VAL, new ItemSet("x", 0, List.of("spilt=x", "hold*"))), Limits.defaults());
        assertThat(export.warnings()).map(warning -> warning.subject() + ": " + warning.defect().detail())
                .containsExactly("meta.json: 'spilt=x' (split.sets) matches nothing");
    }

    @Test
    void a_dataset_cannot_have_the_name_of_a_list() throws Exception {
        var project = new MemoryProject().put("meta.json", "{\"classes\": [], \"tags\": []}")
                .put("split_train.txt/img/a.png", "x");
        assertThat(Stream.of(sets(TRAIN, VAL), Selection.ALL)
                .map(selection -> firstPath(project, selection)).toList())
                .containsExactly("split_train~2.txt/img/a.png", "split_train.txt/img/a.png");
    }

    private static String firstPath(MemoryProject project, Selection selection) {
        try {
            return new LocalExport(project, RenderOptions.defaults(), List.of(), selection, Limits.defaults()).items()
                    .getFirst().path();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
