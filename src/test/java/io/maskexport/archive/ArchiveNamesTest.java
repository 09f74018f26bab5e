package io.maskexport.archive;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArchiveNamesTest {
    private final ArchiveNames parts = new ArchiveNames("7_lemons", Naming.PART, 1);
    private final ArchiveNames volumes = new ArchiveNames("7_lemons", Naming.VOLUME, 1);

    @Test
    void one_file_has_no_number() {
        assertThat(parts.whole()).isEqualTo(volumes.whole()).isEqualTo("7_lemons.tar");
    }

    @Test
    void parts_have_four_digits_and_volumes_three() {
        assertThat(parts.part(1)).isEqualTo("7_lemons_part_0001.tar");
        assertThat(volumes.part(12)).isEqualTo("7_lemons.tar.012");
    }

    @Test
    void more_planned_parts_widen_all_numbers_alike_so_that_names_sort_in_order() {
        assertThat(new ArchiveNames("x", Naming.PART, 999).part(9_999)).isEqualTo("x_part_9999.tar");
        assertThat(new ArchiveNames("x", Naming.PART, 1_000).part(7)).isEqualTo("x_part_00007.tar");
        assertThat(new ArchiveNames("x", Naming.VOLUME, 100).part(7)).isEqualTo("x.tar.0007");

        var many = new ArchiveNames("x", Naming.PART, 1_200);
        assertThat(IntStream.rangeClosed(1, 12_000).mapToObj(many::part).toList()).isSorted();
    }

    @Test
    void a_number_that_would_break_the_order_has_no_name() {
        assertThat(volumes.maximum()).isEqualTo(999);
        assertThatThrownBy(() -> volumes.part(1_000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> parts.part(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_index_is_named_after_its_part_and_matches_no_pattern_of_parts() {
        assertThat(parts.wholeIndex()).isEqualTo(volumes.wholeIndex()).isEqualTo("7_lemons.items.ndjson");
        assertThat(parts.index(1)).isEqualTo("7_lemons_part_0001.items.ndjson");
        assertThat(volumes.index(12)).isEqualTo("7_lemons.012.items.ndjson");
        assertThat(new ArchiveNames("a.tar.001", Naming.VOLUME, 1).index(1)).isEqualTo("a.tar.001.001.items.ndjson");
        assertThat(new String[] {parts.wholeIndex(), parts.index(1), volumes.index(12)}).allMatch(parts::isOurs)
                .noneMatch(name -> name.contains(".tar"));
    }

    @Test
    void only_names_of_its_own_are_ours() {
        assertThat(
                new String[] {"7_lemons.tar", "7_lemons_part_0001.tar", "7_lemons.tar.001", "7_lemons_part_123456.tar"})
                .allMatch(parts::isOurs);
        assertThat(
                new String[] {"manifest.json", "SHA256SUMS", "7_lemons_part_1.tar.gz", "7_lemons2.tar", "8_lemons.tar"})
                .noneMatch(parts::isOurs);
    }
}
