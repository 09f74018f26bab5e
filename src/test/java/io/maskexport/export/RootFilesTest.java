package io.maskexport.export;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import io.maskexport.annotation.GraphTemplate;
import io.maskexport.annotation.ObjectClass;
import io.maskexport.annotation.ProjectMeta;
import io.maskexport.annotation.Shape;
import io.maskexport.archive.Member;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limits;
import io.maskexport.render.Compat;
import io.maskexport.render.MaskKind;
import io.maskexport.render.RenderOptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RootFilesTest {
    private static final byte[] META_JSON = "{}".getBytes(StandardCharsets.US_ASCII);
    private final ProjectMeta meta = new ProjectMeta(List.of(
            new ObjectClass("дом \"1\"", Shape.POLYGON, 0x0102FF, 1, GraphTemplate.NONE)), Set.of(), List.of());

    private List<Member> members(MaskKind... kinds) throws DefectException {
        var masks = EnumSet.noneOf(MaskKind.class);
        masks.addAll(List.of(kinds));
        var options = new RenderOptions(masks, 2, OptionalInt.empty(), Compat.STRICT);
        return RootFiles.of(META_JSON, ExportContext.of(meta, options, Limits.defaults())).members();
    }

    private static String text(Member member) {
        return new String(member.content(), StandardCharsets.US_ASCII);
    }

    @Test
    void meta_json_is_kept_as_it_was() throws Exception {
        assertThat(members()).extracting(Member::path).containsExactly("meta.json");
        assertThat(members().getFirst().content()).isEqualTo(META_JSON);
    }

    @Test
    void class_maps_are_what_the_reference_writes() throws Exception {
        var members = members(MaskKind.MACHINE, MaskKind.SEMANTIC_RGB);
        assertThat(members).extracting(Member::path).containsExactly("meta.json", "obj_class_to_machine_color.json",
                "obj_class_to_semantic_color.json");
        assertThat(text(members.get(1)))
                .isEqualTo("{\n  \"\\u0434\\u043e\\u043c \\\"1\\\"\": [\n    1,\n    1,\n    1\n  ]\n}");
        assertThat(text(members(MaskKind.PALETTE).getLast())).isEqualTo(text(members.get(1)));
        assertThat(text(members.get(2))).contains("[\n    1,\n    2,\n    255\n  ]");
    }

    @Test
    void a_mask_kind_that_is_off_has_no_class_map() throws Exception {
        assertThat(members(MaskKind.HUMAN, MaskKind.INSTANCE)).hasSize(1);
    }
}
