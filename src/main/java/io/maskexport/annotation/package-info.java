/**
 * Reads Supervisely projects: {@code meta.json} into a class map, an annotation into labels with geometries. May depend
 * on {@code geometry} and {@code defect}.
 */
@NullMarked
package io.maskexport.annotation;

import org.jspecify.annotations.NullMarked;
