package io.maskexport.select;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ItemSampleTest {
    private static final Limits LIMITS = Limits.defaults();

    private static List<String> paths(int count) {
        return IntStream.range(0, count).mapToObj(i -> "ds/%05d.jpg".formatted(i)).toList();
    }

    private static List<String> taken(Sample sample, List<String> paths) throws DefectException {
        return taken(sample, paths, LIMITS);
    }

    private static List<String> taken(Sample sample, List<String> paths, Limits limits) throws DefectException {
        var items = ItemSample.of(sample, limits);
        if (items.looksAhead()) {
            for (var path : paths) {
                items.lookAhead(path);
            }
        }
        var taken = paths.stream().filter(items::takes).toList();
        assertThat(items.isComplete()).isTrue();
        return taken;
    }

    /** By the documented rule, with numbers of any size. */
    private static BigInteger hash(long seed, String path) {
        return new BigInteger(DigestUtils.sha256Hex(seed + ":" + path).substring(0, 16), 16);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 10_000, 100_000, 500_000, 999_999, 1_000_000})
    void a_share_takes_about_as_many_by_the_documented_rule(long millionths) throws Exception {
        int count = 20_000;
        double share = millionths / 1e6;
        double sigma = Math.sqrt(count * share * (1 - share));
        for (long seed = 0; seed < 3; seed++) {
            long ofSeed = seed;
            var taken = taken(new Sample.Share(millionths, seed), paths(count));
            assertThat((double) taken.size()).isBetween(count * share - 4 * sigma - 1, count * share + 4 * sigma + 1);
            assertThat(taken).isEqualTo(paths(count).stream()
                    .filter(path -> hash(ofSeed, path).multiply(BigInteger.valueOf(1_000_000)).shiftRight(64)
                            .longValueExact() < millionths)
                    .toList());
        }
    }

    @Test
    void the_place_of_an_item_in_a_share_does_not_depend_on_others() throws Exception {
        var few = taken(new Sample.Share(100_000, 3), paths(2_000));
        var many = new HashSet<>(taken(new Sample.Share(100_000, 3), paths(9_000)));
        many.retainAll(new HashSet<>(paths(2_000)));
        assertThat(many).isEqualTo(new HashSet<>(few));
        assertThat(taken(new Sample.Share(200_000, 3), paths(2_000))).containsAll(few);
    }

    @Test
    void a_number_takes_the_items_with_the_smallest_hashes_in_their_order() throws Exception {
        var paths = paths(3_000);
        for (int number : new int[] {1, 2, 15, 16, 17, 100, 1_500, 2_999, 3_000, 3_001, 1_000_000_000}) {
            Set<String> smallest = paths.stream().sorted(Comparator.comparing(path -> hash(5, path))).limit(number)
                    .collect(Collectors.toSet());
            assertThat(taken(new Sample.Count(number, 5), paths))
                    .isEqualTo(paths.stream().filter(smallest::contains).toList())
                    .hasSize(Math.min(number, paths.size()));
        }
    }

    @Test
    void another_seed_gives_another_sample() throws Exception {
        assertThat(taken(new Sample.Count(50, 1), paths(1_000)))
                .isNotEqualTo(taken(new Sample.Count(50, 2), paths(1_000)));
        assertThat(taken(new Sample.Share(50_000, 1), paths(1_000)))
                .isNotEqualTo(taken(new Sample.Share(50_000, 2), paths(1_000)));
    }

    @Test
    void names_equal_in_form_nfc_have_the_same_place() throws Exception {
        for (int i = 0; i < 50; i++) {
            var sample = new Sample.Share(500_000, i);
            assertThat(taken(sample, List.of("caf\u00e9")).size())
                    .isEqualTo(taken(sample, List.of("cafe\u0301")).size());
        }
    }

    @Test
    void more_items_than_the_limit_end_the_export_only_if_there_are_as_many() throws Exception {
        var limits = LIMITS.with(Limit.SAMPLE_ITEMS, 100);
        assertThat(taken(new Sample.Count(100, 0), paths(1_000), limits)).hasSize(100);
        assertThat(taken(new Sample.Count(101, 0), paths(100), limits)).hasSize(100);
        assertThatThrownBy(() -> taken(new Sample.Count(101, 0), paths(101), limits))
                .isInstanceOfSatisfying(DefectException.class, e -> {
                    assertThat(e.code()).isEqualTo(DefectCode.OUTPUT_LIMIT);
                    assertThat(e.defect().limit()).contains(Limit.SAMPLE_ITEMS);
                });
    }

    @Test
    void equal_hashes_do_not_make_a_sample_larger() throws Exception {
        var random = new Random(2);
        for (int round = 0; round < 300; round++) {
            long[] hashes = random.longs(random.nextInt(40), -3, 3).map(hash -> hash * (1L << 62)).toArray();
            int wanted = 1 + random.nextInt(20);
            var smallest = new SmallestHashes(wanted, 1_000);
            for (long hash : hashes) {
                smallest.add(hash);
            }
            long[] taken = IntStream.range(0, hashes.length).filter(i -> smallest.take(hashes[i]))
                    .mapToLong(i -> hashes[i] ^ Long.MIN_VALUE).sorted().toArray();
            assertThat(taken).isEqualTo(Arrays.stream(hashes).map(hash -> hash ^ Long.MIN_VALUE).sorted()
                    .limit(wanted).toArray());
            assertThat(smallest.isComplete()).isTrue();
        }
    }
}
