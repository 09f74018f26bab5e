package io.maskexport.render;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

import io.maskexport.annotation.Annotation;
import io.maskexport.annotation.GraphTemplate;
import io.maskexport.annotation.Label;
import io.maskexport.annotation.ObjectClass;
import io.maskexport.annotation.ProjectMeta;
import io.maskexport.annotation.Shape;
import io.maskexport.defect.Limits;
import io.maskexport.geometry.Geometry;
import io.maskexport.picture.Picture;
import io.maskexport.picture.PictureRows;

/** A canvas with labels, and its render options. */
final class Scene {
    private static final GraphTemplate GRAPH = new GraphTemplate(
            Map.of("a", OptionalInt.empty(), "b", OptionalInt.of(0x00F000)),
            List.of(new GraphTemplate.Edge("a", "b", OptionalInt.of(0xF00000))));

    final int width;
    final int height;
    final ProjectMeta meta;
    private final List<Label> labels = new ArrayList<>();
    Compat compat = Compat.STRICT;
    Limits limits = Limits.defaults();
    OptionalInt percent = OptionalInt.empty();
    int thickness = 1;
    DrawOrder order = DrawOrder.ByRule.REFERENCE;

    Scene(int width, int height, int classes) {
        this.width = width;
        this.height = height;
        meta = new ProjectMeta(IntStream.rangeClosed(1, classes).mapToObj(Scene::objectClass).toList(), Set.of(),
                List.of());
    }

    private static ObjectClass objectClass(int index) {
        return new ObjectClass("c" + index, Shape.ANY, 0x102030 * (index % 8) + index % 16, index, GRAPH);
    }

    Scene add(int classIndex, Geometry geometry) {
        labels.add(new Label(meta.classes().get(classIndex - 1), geometry));
        return this;
    }

    Annotation annotation() {
        return new Annotation(width, height, labels, List.of());
    }

    RenderOptions options(Set<MaskKind> kinds) {
        return new RenderOptions(kinds, thickness, percent, compat).withOrder(order);
    }

    Masks render(Optional<? extends PictureRows> picture) {
        return new MaskRenderer(limits)
                .render(annotation(), MaskValues.indices(meta), options(kinds()), picture.map(rows -> rows),
                        ObjectClass::title);
    }

    /** A palette has no room for classes of 16 bits. */
    private Set<MaskKind> kinds() {
        var kinds = EnumSet.allOf(MaskKind.class);
        if (meta.needsSixteenBits()) {
            kinds.remove(MaskKind.PALETTE);
        }
        return kinds;
    }

    Masks render() {
        return render(Optional.empty());
    }

    Decoded machine() {
        return Decoded.of(render().machine().orElseThrow());
    }

    Decoded semantic() {
        return Decoded.of(render().semantic().orElseThrow());
    }

    Decoded instance(int i) {
        return Decoded.of(render().instances().get(i).png());
    }

    Decoded human(Picture picture) {
        return Decoded.of(render(Optional.of(picture)).human().orElseThrow().bytes());
    }
}
