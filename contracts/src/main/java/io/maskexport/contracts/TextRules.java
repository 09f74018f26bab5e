package io.maskexport.contracts;

import java.util.Optional;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Rules for texts in commands. Each returns what is wrong, worded to follow the field's name. */
final class TextRules {
    /**
     * Names of S3 buckets. Further names that a store reserves are left to the store to refuse.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">bucket naming
     * rules</a>
     */
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private TextRules() {}

    static Optional<String> bucket(String name) {
        return wrongUnless(
                BUCKET.matcher(name).matches() && !name.contains("..") && !ADDRESS.matcher(name).matches(),
                "is not a valid bucket name: 3 to 63 lower-case letters, digits, dots and hyphens");
    }

    /** At most {@value BucketLocation#MAX_PREFIX} bytes, so that keys below it fit S3's limit of 1,024. */
    static Optional<String> prefix(String prefix) {
        if (prefix.getBytes(UTF_8).length > BucketLocation.MAX_PREFIX) {
            return Optional.of("has more than %d bytes".formatted(BucketLocation.MAX_PREFIX));
        }
        if (prefix.codePoints().anyMatch(Character::isISOControl)) {
            return Optional.of("has control characters");
        }
        return wrongUnless(prefix.isEmpty() || isPath(prefix), "has an empty segment, or a segment `.` or `..`");
    }

    /** The key of an object: at most {@value ObjectLocation#MAX_KEY} bytes, of whole segments. */
    static Optional<String> key(String key) {
        if (key.getBytes(UTF_8).length > ObjectLocation.MAX_KEY) {
            return Optional.of("has more than %d bytes".formatted(ObjectLocation.MAX_KEY));
        }
        if (key.codePoints().anyMatch(Character::isISOControl)) {
            return Optional.of("has control characters");
        }
        return wrongUnless(isPath(key) && !key.endsWith("/"),
                "is empty, or has an empty segment, or a segment `.` or `..`");
    }

    private static boolean isPath(String prefix) {
        var path = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        return Pattern.compile("/").splitAsStream(path + "/end")
                .noneMatch(segment -> segment.isEmpty() || segment.equals(".") || segment.equals(".."));
    }

    static Optional<String> length(String text, int limit) {
        int length = UntrustedText.length(text);
        return wrongUnless(length >= 1 && length <= limit, "has %d characters, not 1 to %d".formatted(length, limit));
    }

    private static Optional<String> wrongUnless(boolean right, String detail) {
        return right ? Optional.empty() : Optional.of(detail);
    }
}
