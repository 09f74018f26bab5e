package io.maskexport.worker.manifest;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

import io.maskexport.archive.CommitOutputStream;
import io.maskexport.archive.MemberGroup;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.contracts.SplitChoices;
import io.maskexport.export.Item;
import io.maskexport.export.RenderedItem;
import io.maskexport.render.Layout;
import io.maskexport.select.Splits;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class SplitListsTest {
    private static final Splits SPLITS = new Splits(IntStream.range(0, SplitChoices.MAX_SETS)
            .mapToObj(i -> new Splits.ItemSet("s" + i, 50_000, List.of())).toList(), 0);

    private final Map<String, String> files = new TreeMap<>();
    private final SidecarFolder folder = new SidecarFolder() {
        @Override
        public CommitOutputStream<?> write(String name, String contentType) {
            return new TextFile(name);
        }

        @Override
        public ObjectPointer pointer(String name, String sha256) {
            return new ObjectPointer("", name, sha256);
        }
    };

    private final class TextFile extends CommitOutputStream<String> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final String name;

        TextFile(String name) {
            this.name = name;
        }

        @Override
        public void write(int b) {
            bytes.write(b);
        }

        @Override
        public String commit() {
            files.put(name, bytes.toString(UTF_8));
            return name;
        }

        @Override
        public void close() {
            // What was not committed is dropped.
        }
    }

    private static Item item(int i) {
        return new Item("d", i + ".png", String.valueOf(i), Optional.empty(), Optional.empty(), "", true, List.of());
    }

    private static RenderedItem rendered(int i, boolean selected, OptionalInt set) {
        return new RenderedItem(new MemberGroup("d/img/" + i, List.of()), Map.of(), 0, List.of(), selected, set);
    }

    /** Every third item is left out, every fourth in no set. */
    @Test
    void stretches_of_items_are_divided_into_the_sets_that_their_records_say() throws Exception {
        var stretches = new ArrayList<ItemSets>();
        for (int i = 0; i < 200; i++) {
            if (i % 50 == 0) {
                stretches.add(new ItemSets());
            }
            stretches.getLast().add(rendered(i, i % 3 != 0, i % 4 == 0 ? OptionalInt.empty() : OptionalInt.of(i % 20)));
        }
        var lists = SplitLists.write(folder, SPLITS, Layout.SUPERVISELY, list -> {
            var items = IntStream.range(0, 200).mapToObj(SplitListsTest::item).iterator();
            for (var stretch : stretches) {
                list.add(items, stretch.items(), stretch.text());
            }
        });

        assertThat(lists).hasSize(20).allSatisfy(list -> {
            int set = Integer.parseInt(list.name().substring(1));
            var expected = IntStream.range(0, 200).filter(i -> i % 3 != 0 && i % 4 != 0 && i % 20 == set)
                    .mapToObj(i -> "d/img/" + i + ".png\n").toList();
            assertThat(files.get(list.list().key())).isEqualTo(String.join("", expected));
            assertThat(list.items()).isEqualTo(expected.size());
            assertThat(list.list().sha256()).isEqualTo(DigestUtils.sha256Hex(String.join("", expected)));
        });
    }

    @Test
    void a_record_says_nothing_where_no_item_is_in_a_set() {
        var sets = new ItemSets();
        sets.add(rendered(0, true, OptionalInt.empty()));
        sets.add(rendered(1, false, OptionalInt.of(3)));
        assertThat(sets.text()).isNull();
        assertThat(sets.items()).isEqualTo(2);
        assertThat(ItemSets.at(null, 1)).isEmpty();
    }
}
