package io.maskexport.export;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import io.maskexport.archive.IndexEntry;
import io.maskexport.archive.Member;
import io.maskexport.archive.MemberGroup;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.Warning;
import io.maskexport.picture.PictureSize;
import io.maskexport.png.KeptPng;
import io.maskexport.render.CocoMasks;
import io.maskexport.render.DrawnObject;
import io.maskexport.render.MaskKind;
import io.maskexport.render.Masks;
import io.maskexport.render.NamedMask;
import io.maskexport.select.Selection;

/** Collects the outputs of one item, under the paths of the archive layout. */
final class ItemOutput {
    private final Item item;
    private final ItemPaths paths;
    private final List<Member> members = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    private final Map<MaskKind, Integer> counts = new EnumMap<>(MaskKind.class);
    private final ExportContext context;
    private final Map<MaskKind, List<Integer>> places = new EnumMap<>(MaskKind.class);
    private OptionalInt image = OptionalInt.empty();
    private Optional<PictureSize> imageSize = Optional.empty();
    private OptionalInt annotation = OptionalInt.empty();
    private OptionalInt firstInstance = OptionalInt.empty();
    private ItemIndexEntry.CanvasSize size = ItemIndexEntry.CanvasSize.UNKNOWN;
    private List<DrawnObject> objects = List.of();
    private int labels;
    private OptionalInt set;
    private boolean crashed;

    ItemOutput(Item item, ExportContext context) {
        this.item = item;
        this.context = context;
        paths = new ItemPaths(item, context.options().layout());
        set = item.set();
    }

    void found(List<Defect> defects) {
        defects.forEach(defect -> warnings.add(new Warning(item.path(), defect)));
    }

    void found(DefectCode code, String detail) {
        warnings.add(new Warning(item.path(), code, detail));
    }

    /** The worker has a fault: it costs the masks, and another worker may make them of the same inputs. */
    void crashed() {
        crashed = true;
        found(DefectCode.RENDER_FAILED, "a fault of the worker; see its log");
    }

    /** Adds the original files that the archive has, unchanged. */
    void original(ItemInput input, Selection selection) {
        var picture = input.image().filter(_ -> selection.images());
        image = placed(picture.isPresent());
        imageSize = context.options().index() ? picture.flatMap(PictureSize::of) : Optional.empty();
        picture.ifPresent(content -> add(paths.image(), content));
        var labelled = input.annotation().filter(_ -> selection.annotations());
        annotation = placed(labelled.isPresent());
        labelled.ifPresent(content -> add(paths.annotation(), content));
    }

    /** The place of the next member, if there is one. */
    private OptionalInt placed(boolean exists) {
        return exists ? OptionalInt.of(members.size()) : OptionalInt.empty();
    }

    /** The size of the annotation, in pixels. */
    void size(int width, int height) {
        size = new ItemIndexEntry.CanvasSize(width, height);
    }

    /** @param tagged places of the sets whose tags the item has; of several, it is in the first */
    void sets(List<Integer> tagged) {
        if (!tagged.isEmpty()) {
            set = OptionalInt.of(tagged.getFirst());
        }
        if (tagged.size() > 1) {
            found(DefectCode.SEVERAL_SETS, "it has tags of the sets %s; it is in '%s'".formatted(tagged.stream()
                    .map(place -> "'" + nameOf(place) + "'").collect(Collectors.joining(", ")),
                    nameOf(tagged.getFirst())));
        }
    }

    private String nameOf(int place) {
        return context.selection().splits().nameOf(place);
    }

    void masks(Masks masks) {
        masks.human().ifPresent(png -> {
            place(MaskKind.HUMAN);
            add(paths.mask(MaskKind.HUMAN), png);
        });
        count(MaskKind.HUMAN, masks.human().isPresent() ? 1 : 0);
        mask(MaskKind.MACHINE, masks.machine());
        mask(MaskKind.SEMANTIC_RGB, masks.semantic());
        firstInstance = placed(!masks.instances().isEmpty());
        masks.instances().forEach(mask -> add(paths.mask(MaskKind.INSTANCE, mask.name()), mask.file()));
        count(MaskKind.INSTANCE, masks.instances().size());
        masks.further().forEach(mask -> further(mask.kind(), mask.mask()));
        coco(masks.coco());
        found(masks.defects());
        objects = masks.objects();
        labels = masks.labelsDrawn();
    }

    /** The next member is a mask of this kind. */
    private void place(MaskKind kind) {
        places.computeIfAbsent(kind, _ -> new ArrayList<>()).add(members.size());
    }

    private void further(MaskKind kind, NamedMask mask) {
        place(kind);
        add(kind.isSeveral() ? paths.mask(kind, mask.name()) : paths.mask(kind), mask.file());
        counts.merge(kind, 1, Integer::sum);
    }

    private void coco(CocoMasks masks) {
        var file = new CocoFile(item, paths.image(), size.width(), size.height(), context);
        masks.instances().ifPresent(instances -> add(MaskKind.COCO_INSTANCES,
                file.instances(paths.mask(MaskKind.COCO_INSTANCES), instances)));
        masks.panoptic().ifPresent(mask -> {
            var picture = paths.mask(MaskKind.COCO_PANOPTIC);
            add(MaskKind.COCO_PANOPTIC, member(picture, mask.picture()));
            add(MaskKind.COCO_PANOPTIC, file.panoptic(paths.segments(), picture, mask.segments()));
        });
    }

    private void add(MaskKind kind, Member member) {
        place(kind);
        members.add(member);
        counts.merge(kind, 1, Integer::sum);
    }

    private void mask(MaskKind kind, Optional<byte[]> png) {
        png.ifPresent(content -> {
            place(kind);
            add(paths.mask(kind), content);
        });
        count(kind, png.isPresent() ? 1 : 0);
    }

    private void count(MaskKind kind, int masks) {
        if (masks > 0) {
            counts.put(kind, masks);
        }
    }

    private void add(String path, KeptPng png) {
        members.add(member(path, png));
    }

    private static Member member(String path, KeptPng png) {
        return new Member(path, png.length(), png.keptBytes(), png::writeTo);
    }

    private void add(String path, byte[] content) {
        members.add(new Member(path, content));
    }

    RenderedItem finished() {
        if (set.isEmpty() && !context.selection().splits().isNone()) {
            found(DefectCode.NO_SET, "it has no tag of a set");
        }
        return new RenderedItem(new MemberGroup(item.path(), members, index()), counts, labels, warnings, true, set);
    }

    private Optional<String> setName() {
        return set.isPresent() ? Optional.of(nameOf(set.getAsInt())) : Optional.empty();
    }

    private Optional<IndexEntry> index() {
        return context.options().index()
                ? Optional.of(new ItemIndexEntry(item.path(), paths.keyOfShard(), setName(),
                        item.inputs().map(made -> crashed ? made.unrepeatable() : made), image, imageSize,
                        annotation, size, places, firstInstance,
                        objects))
                : Optional.empty();
    }
}
