package io.maskexport.export;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.maskexport.archive.SafeName;
import io.maskexport.archive.UniqueNames;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ItemStemsTest {
    @Test
    void a_stem_is_the_name_without_its_last_extension() {
        var stems = ItemStems.of(List.of("a.b.jpg", ".hidden", "plain"));
        assertThat(stems.of("a.b.jpg")).isEqualTo("a.b");
        assertThat(stems.of(".hidden")).isEqualTo(".hidden");
        assertThat(stems.of("plain")).isEqualTo("plain");
    }

    @Test
    void items_that_share_a_stem_use_their_whole_names_and_so_does_an_item_with_such_a_name() {
        var names = List.of("a.jpg", "A.png", "a.jpg.webp", "a.jpg.webp.bmp", "b.jpg");
        var stems = ItemStems.of(names);
        assertThat(names).filteredOn(stems::isShared).containsExactly("a.jpg", "A.png", "a.jpg.webp", "a.jpg.webp.bmp");
    }

    @Test
    void stems_are_those_of_rounds_that_end_when_nothing_clashes() {
        var random = new Random(3);
        var pieces = List.of("a", "A", ".", ".b", "b", ".B", ".b.b", "é");
        for (int folder = 0; folder < 1_000; folder++) {
            var names = IntStream.range(0, 2 + random.nextInt(12))
                    .mapToObj(i -> IntStream.range(0, 1 + random.nextInt(4))
                            .mapToObj(j -> pieces.get(random.nextInt(pieces.size()))).collect(Collectors.joining()))
                    .collect(Collectors.toSet());
            var unique = UniqueNames.of(names);
            var safe = names.stream().map(unique::of).toList();
            var stems = ItemStems.of(safe);
            var shared = safe.stream().filter(stems::isShared).collect(Collectors.toSet());
            assertThat(shared.equals(inRounds(safe))).as("%s", safe).isTrue();
            assertThat(safe.stream().map(stems::of).map(UniqueNames::key).distinct().count()).isEqualTo(safe.size());
        }
    }

    @Test
    void a_long_chain_of_names_beside_many_others_is_followed_in_linear_time() {
        var names = new ArrayList<String>(List.of("z.a"));
        IntStream.range(0, 90).mapToObj(i -> "z" + ".b".repeat(i)).forEach(names::add);
        IntStream.range(0, 100_000).mapToObj(i -> i + ".jpg").forEach(names::add);
        assertThat(names.stream().filter(ItemStems.of(names)::isShared)).hasSize(91);
    }

    /** Items whose stem is shared use their whole names; repeats until no stem is shared. */
    private static Set<String> inRounds(Collection<String> names) {
        var whole = new HashSet<String>();
        while (true) {
            Map<String, Integer> uses = new HashMap<>();
            names.forEach(name -> uses.merge(used(name, whole), 1, Integer::sum));
            var clashing = names.stream().filter(name -> uses.getOrDefault(used(name, whole), 0) > 1).toList();
            if (!whole.addAll(clashing)) {
                return whole;
            }
        }
    }

    private static String used(String name, Set<String> whole) {
        return UniqueNames.key(whole.contains(name)
                ? name
                : SafeName.segment(ItemStems.withoutExtension(name)));
    }

    @Test
    void an_item_that_comes_first_keeps_its_stem_beside_others() {
        var stems = ItemStems.of(List.of("a.png", "b.png", "b.jpg"), List.of("a.gif", "b.gif", "c.gif"));
        assertThat(stems.of("a.png")).isEqualTo("a");
        assertThat(stems.of("a.gif")).isEqualTo("a.gif");
        assertThat(stems.of("b.png")).isEqualTo("b.png");
        assertThat(stems.of("b.gif")).isEqualTo("b.gif");
        assertThat(stems.of("c.gif")).isEqualTo("c");
    }
}
