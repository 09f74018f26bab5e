package io.maskexport.annotation;

import java.util.List;

import io.maskexport.defect.Defect;
import io.maskexport.geometry.Geometry.Node;
import io.maskexport.geometry.Points;
import org.jspecify.annotations.Nullable;

/**
 * The value of one field of a label, read before the label's type is known: fields come in any order, and the class
 * decides which of them are used. An invalid value is therefore kept as well, and matters only if it is used.
 */
sealed interface LabelField {
    /** {@code {"exterior": …, "interior": …}}; either may be missing. */
    record Rings(@Nullable Points exterior, @Nullable List<Points> interior) implements LabelField {}

    /** {@code [[x, y], …]}. */
    record Chain(Points points) implements LabelField {}

    /** {@code parts} of a multipolygon. */
    record Parts(List<Rings> parts) implements LabelField {}

    /** {@code nodes} or {@code vertices}: {@code {id: {"loc": [x, y]}}}. */
    record Nodes(List<Node> nodes) implements LabelField {}

    /** {@code faces} of a cuboid: indices into its points. */
    record Faces(List<int[]> faces) implements LabelField {}

    /** {@code angle}. */
    record Angle(double radians) implements LabelField {}

    /** {@code bitmap}: base64 text and the pixel of its upper left corner. */
    record Image(Points origin, String data) implements LabelField {}

    /** A value of a form that no geometry has. */
    record Broken(Defect defect) implements LabelField {}
}
