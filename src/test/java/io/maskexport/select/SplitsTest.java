package io.maskexport.select;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

import io.maskexport.defect.Limits;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SplitsTest {
    private static Splits shares(long seed, long... millionths) {
        return new Splits(IntStream.range(0, millionths.length)
                .mapToObj(i -> new Splits.ItemSet("s" + i, millionths[i], List.of())).toList(), seed);
    }

    private static List<String> paths(int count) {
        return IntStream.range(0, count).mapToObj(i -> "ds/%05d.jpg".formatted(i)).toList();
    }

    /** By the documented rule, with numbers of any size. */
    private static int documented(String path, long seed, long... millionths) {
        var hash = new BigInteger(DigestUtils.sha256Hex("split:" + seed + ":" + path).substring(0, 16), 16);
        long at = hash.multiply(BigInteger.valueOf(1_000_000)).shiftRight(64).longValueExact();
        long end = 0;
        for (int i = 0; i < millionths.length; i++) {
            end += millionths[i];
            if (at < end) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void shares_divide_the_items_by_the_documented_rule() {
        long[] shares = {700_000, 1, 199_999, 100_000};
        for (long seed : new long[] {0, 7, Long.MAX_VALUE}) {
            var sets = shares(seed, shares).byHash();
            var found = new int[shares.length];
            for (var path : paths(20_000)) {
                int set = sets.applyAsInt(path);
                assertThat(set).isEqualTo(documented(path, seed, shares));
                found[set]++;
            }
            assertThat(found[0]).isBetween(13_700, 14_300);
            assertThat(found[2]).isBetween(3_700, 4_300);
            assertThat(found[3]).isBetween(1_800, 2_200);
        }
    }

    @Test
    void names_that_are_equal_in_normal_form_are_in_one_set() {
        var sets = shares(3, 10_000, 990_000).byHash();
        for (int i = 0; i < 200; i++) {
            assertThat(sets.applyAsInt("ds/Fu\u0308\u00dfe%d.jpg".formatted(i)))
                    .isEqualTo(sets.applyAsInt("ds/F\u00fc\u00dfe%d.jpg".formatted(i)));
        }
    }

    @Test
    void a_sample_with_the_same_seed_has_items_of_all_sets() {
        var sample = ItemSample.of(new Sample.Share(100_000, 7), Limits.defaults());
        var sets = shares(7, 800_000, 200_000).byHash();
        var taken = paths(10_000).stream().filter(sample::takes).mapToInt(sets).toArray();
        assertThat(taken.length).isBetween(850, 1_150);
        assertThat(IntStream.of(taken).filter(set -> set == 1).count()).isBetween(taken.length * 14L / 100,
                taken.length * 26L / 100);
    }

    @Test
    void sets_without_shares_take_no_item_by_its_path() {
        assertThat(paths(100)).allMatch(path -> shares(0, 0, 0).byHash().applyAsInt(path) == -1);
        assertThat(Splits.NONE.isNone()).isTrue();
    }
}
