package io.maskexport.worker.verify;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How an export can differ from its manifest. Scripts rely on the words, so they never change. */
public enum DifferenceCode {
    // ---- the manifest itself
    NOT_COMPLETED("The export failed or was cancelled: there is no archive."),
    MANIFEST_SHA256("The manifest is not the one of the event."),
    REQUEST_ID("The manifest is in the folder of another request."),
    REQUEST_DIGEST("The manifest's digest is not that of its request."),

    // ---- a single part
    PART_NUMBER("The numbers of the parts are not 1, 2, 3 and so on."),
    PART_KEY("A part is listed twice, or in another folder."),
    PART_MISSING("A part is not there."),
    PART_SIZE("A part has another size."),
    PART_LIMIT("A part is larger than the request allows, and holds more than one item."),
    PART_ETAG("The store says another ETag of a part."),
    PART_SHA256("A part has another SHA-256."),
    PART_BROKEN("A part is no tar archive."),
    PART_END("End-of-archive blocks are missing in the last part, are in another part, or something follows them."),
    PART_MEMBERS("A part holds another number of files."),
    PART_ITEMS("A part holds another number of items."),
    PART_RANGE("The first or last item of a part is another one."),

    // ---- a single file in a part
    MEMBER_TWICE("A path is in the archive twice."),
    MEMBER_PATH("A path is absolute, leads out of the folder, or is not safe everywhere."),
    MEMBER_HEADER("A member is no regular file, or has an owner."),
    MEMBER_PLACE("A file belongs to no item and is none of the files at the root."),
    ROOT_FILES("A file at the archive's root is missing, or there where it should not be."),
    CLASS_MAP("A class map is not that of the manifest."),

    // ---- the export as a whole
    TOTAL("A total of the manifest is not what is there."),
    SUMS("SHA256SUMS is missing or says something else."),
    WARNINGS("The manifest's counts and examples of warnings disagree with one another."),
    WARNING_LIST("The list of warnings is missing or says something else."),
    UNLISTED("Something is in the folder that the manifest does not list.");

    private final String meaning;

    DifferenceCode(String meaning) {
        this.meaning = meaning;
    }

    /** The printed word: {@code part-sha256}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The table of codes, in Markdown. */
    public static String documentation() {
        return Arrays.stream(values()).map(code -> "| `%s` | %s |".formatted(code.word(), code.meaning))
                .collect(Collectors.joining("\n", "| Word | Meaning |\n|---|---|\n", "\n"));
    }
}
