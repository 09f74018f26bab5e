/**
 * Reads Supervisely projects: {@code meta.json} to a class map, an annotation to labels with geometries.
 * May depend on {@code geometry} and {@code defect}.
 */
@NullMarked
package io.maskexport.annotation;

import org.jspecify.annotations.NullMarked;
