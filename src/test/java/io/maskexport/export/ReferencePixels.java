package io.maskexport.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.maskexport.png.StrictPng;
import org.apache.commons.codec.digest.DigestUtils;

/** A mask as one line of text (size, mode, digest), from our file or from the corpus's description of the reference's. */
final class ReferencePixels {
    private ReferencePixels() {}

    static String of(StrictPng mask) {
        return text(mask.width(), mask.height(), mask.mode(), DigestUtils.sha256Hex(mask.samples()));
    }

    /** Where OpenCV 4.11 and 4.6 differ, the corpus gives both. */
    static String of(JsonNode mask) {
        var digest = mask.has("sha256_cv411") ? mask.path("sha256_cv411") : mask.path("sha256");
        return text(mask.path("w").intValue(), mask.path("h").intValue(), mask.path("mode").textValue(),
                digest.textValue());
    }

    private static String text(int width, int height, String mode, String digest) {
        return "%d x %d %s %s".formatted(width, height, mode, digest);
    }
}
