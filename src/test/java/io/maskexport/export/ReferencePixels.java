package io.maskexport.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.maskexport.png.StrictPng;
import org.apache.commons.codec.digest.DigestUtils;

/** A mask as one line of text, from our file or from what the corpus says of the reference's: size, mode, digest. */
final class ReferencePixels {
    private ReferencePixels() {}

    static String of(StrictPng mask) {
        return text(mask.width(), mask.height(), mask.mode(), DigestUtils.sha256Hex(mask.samples()));
    }

    /** Where OpenCV 4.11 differs from 4.6, the corpus gives both. */
    static String of(JsonNode mask) {
        var digest = mask.has("sha256_cv411") ? mask.path("sha256_cv411") : mask.path("sha256");
        return text(mask.path("w").intValue(), mask.path("h").intValue(), mask.path("mode").textValue(),
                digest.textValue());
    }

    private static String text(int width, int height, String mode, String digest) {
        return "%d x %d %s %s".formatted(width, height, mode, digest);
    }
}
