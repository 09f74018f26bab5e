package io.maskexport.worker.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.maskexport.contracts.WarningCounts;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.Warning;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WarningTallyTest {
    @Test
    void every_warning_is_counted_and_every_code_is_listed() {
        var tally = new WarningTally();
        var found = new ArrayList<Warning>();
        for (int i = 0; i < 60_000; i++) {
            found.add(new Warning("meta.json", DefectCode.BAD_COLOUR, "class " + i));
        }
        found.add(new Warning("meta.json", DefectCode.SIXTEEN_BIT_CLASSES, "60000 classes"));
        tally.add(found);
        assertThat(tally.counts()).isEqualTo(Map.of("BAD_COLOUR", 60_000L, "SIXTEEN_BIT_CLASSES", 1L));
        assertThat(tally.listed()).hasSize(101).last().extracting(WarningCounts.WarningExample::code)
                .isEqualTo("SIXTEEN_BIT_CLASSES");
    }

    @Test
    void a_defect_that_stands_for_many_is_counted_as_many() {
        var tally = new WarningTally();
        tally.add(List.of(new Warning("a", new Defect(DefectCode.UNKNOWN_CLASS, "and 7 more", Optional.empty(), 7))));
        assertThat(tally.counts()).isEqualTo(Map.of("UNKNOWN_CLASS", 7L));
        var warnings = WarningCounts.of(tally.counts(), tally.listed(), null, WarningTally.counts(tally.listed()));
        assertThat(warnings.total()).isEqualTo(7);
        assertThat(warnings.unlisted("UNKNOWN_CLASS")).isEqualTo(6);
    }
}
