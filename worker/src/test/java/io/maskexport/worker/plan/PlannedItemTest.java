package io.maskexport.worker.plan;

import java.util.List;
import java.util.Optional;

import io.maskexport.contracts.JsonRecords;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.Limit;
import io.maskexport.export.Item;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class PlannedItemTest {
    private static Item item(Defect... defects) {
        return new Item("ds", "a.png", "a", Optional.empty(), Optional.empty(), "a.png.json", true, List.of(defects));
    }

    @Test
    void an_item_keeps_its_defects_and_their_limits_in_a_plan() throws Exception {
        var item = item(new Defect(DefectCode.MISSING_ANNOTATION, "none"),
                new Defect(DefectCode.IMAGE_TOO_LARGE, "big", Optional.of(Limit.IMAGE_BYTES)));

        assertThat(JsonRecords.read(JsonRecords.write(PlannedItem.of(item)), PlannedItem.class).item(0))
                .isEqualTo(item);
    }

    @Test
    void a_defect_without_a_limit_is_written_as_before_there_were_limits() {
        var item = PlannedItem.of(item(new Defect(DefectCode.MISSING_ANNOTATION, "none")));

        assertThat(new String(JsonRecords.write(item), UTF_8))
                .contains("\"defects\":[{\"code\":\"MISSING_ANNOTATION\",\"detail\":\"none\"}]");
    }

    @Test
    void a_limit_that_only_another_version_knows_is_ignored() throws Exception {
        var json = """
                {"folder":"ds","name":"a.png","stem":"a","annotationName":"a.png.json","masked":true,
                 "defects":[{"code":"IMAGE_TOO_LARGE","detail":"big","limit":"OF_TOMORROW"}]}""";

        assertThat(JsonRecords.read(json.getBytes(UTF_8), PlannedItem.class).item(0))
                .isEqualTo(item(new Defect(DefectCode.IMAGE_TOO_LARGE, "big")));
    }
}
