package io.maskexport.annotation;

import io.maskexport.geometry.Geometry;

/** One annotated object. */
public record Label(ObjectClass objectClass, Geometry geometry) {}
