package io.maskexport.picture;

import java.util.Optional;

import io.maskexport.defect.Defect;

/**
 * A decoded source image.
 *
 * @param picture its pixels, upright
 * @param notice {@code IMAGE_DAMAGED} if the file is damaged or ends early but still shows something
 */
public record Decoded(Picture picture, Optional<Defect> notice) {}
