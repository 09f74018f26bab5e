package io.maskexport.export;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.maskexport.archive.Member;
import io.maskexport.archive.MemberGroup;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.Warning;
import io.maskexport.png.KeptPng;
import io.maskexport.render.MaskKind;
import io.maskexport.render.Masks;

/** Collects the outputs of one item, under the paths of the archive layout. */
final class ItemOutput {
    private static final String PNG = ".png";

    private final Item item;
    private final List<Member> members = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    private final Map<MaskKind, Integer> counts = new EnumMap<>(MaskKind.class);
    private int labels;

    ItemOutput(Item item) {
        this.item = item;
    }

    void found(List<Defect> defects) {
        defects.forEach(defect -> warnings.add(new Warning(item.path(), defect)));
    }

    void found(DefectCode code, String detail) {
        warnings.add(new Warning(item.path(), code, detail));
    }

    /** Adds the original files unchanged. */
    void original(ItemInput input) {
        input.image().ifPresent(image -> add("img/" + item.name(), image));
        input.annotation().ifPresent(annotation -> add("ann/" + item.annotationName(), annotation));
    }

    void masks(Masks masks) {
        masks.human().ifPresent(png -> add(MaskKind.HUMAN.folder() + "/" + item.stem() + PNG, png));
        count(MaskKind.HUMAN, masks.human().isPresent() ? 1 : 0);
        mask(MaskKind.MACHINE, masks.machine());
        mask(MaskKind.SEMANTIC_RGB, masks.semantic());
        var folder = MaskKind.INSTANCE.folder() + "/" + item.stem() + "/";
        masks.instances().forEach(mask -> add(folder + mask.name(), mask.file()));
        count(MaskKind.INSTANCE, masks.instances().size());
        found(masks.defects());
        labels = masks.labelsDrawn();
    }

    private void mask(MaskKind kind, Optional<byte[]> png) {
        png.ifPresent(content -> add(kind.folder() + "/" + item.stem() + PNG, content));
        count(kind, png.isPresent() ? 1 : 0);
    }

    private void count(MaskKind kind, int masks) {
        if (masks > 0) {
            counts.put(kind, masks);
        }
    }

    private void add(String path, KeptPng png) {
        members.add(new Member(item.folder() + "/" + path, png.length(), png.keptBytes(), png::writeTo));
    }

    private void add(String path, byte[] content) {
        members.add(new Member(item.folder() + "/" + path, content));
    }

    RenderedItem finished() {
        return new RenderedItem(new MemberGroup(item.path(), members), counts, labels, warnings);
    }
}
