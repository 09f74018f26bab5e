package io.maskexport.annotation;

import java.util.Optional;

import io.maskexport.geometry.Geometry;

/**
 * One annotated object.
 *
 * @param id its {@code id} in the annotation, if it has one
 */
public record Label(ObjectClass objectClass, Geometry geometry, Optional<String> id) {
    /** A label without an id. */
    public Label(ObjectClass objectClass, Geometry geometry) {
        this(objectClass, geometry, Optional.empty());
    }
}
