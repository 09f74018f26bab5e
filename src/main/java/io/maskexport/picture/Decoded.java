package io.maskexport.picture;

import java.util.Optional;

import io.maskexport.defect.Defect;

/**
 * What a source image decodes to.
 *
 * @param picture its pixels, upright
 * @param notice {@code IMAGE_DAMAGED} when the file is damaged or ends early and still shows something
 */
public record Decoded(Picture picture, Optional<Defect> notice) {}
