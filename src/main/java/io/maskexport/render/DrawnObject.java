package io.maskexport.render;

import java.util.Optional;

import io.maskexport.annotation.ObjectClass;
import io.maskexport.geometry.PixelBox;

/**
 * An object as it is drawn: a label, or one of the pieces into which the canvas edge cuts it. Each has an instance mask of its
 * own, if there are any.
 *
 * @param classValue the value of its class in the machine mask
 * @param labelId id of its label in the annotation, if it has one
 * @param box contains all its pixels
 * @param area its pixels, hidden or not; those of 128 or more in its instance mask
 * @param visibleArea its pixels that no object above it covers in the machine mask
 */
public record DrawnObject(ObjectClass objectClass, int classValue, Optional<String> labelId, PixelBox box, long area,
        long visibleArea) {}
