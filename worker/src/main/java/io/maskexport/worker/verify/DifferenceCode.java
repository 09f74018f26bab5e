package io.maskexport.worker.verify;

import java.util.Locale;

/** How an export can differ from its manifest. Scripts rely on the words, so they never change. */
public enum DifferenceCode {
    // ---- the manifest itself
    NOT_COMPLETED("The export failed or was cancelled: there is no archive."),
    MANIFEST_SHA256("The manifest does not have the SHA-256 of the event."),
    REQUEST_ID("The manifest is in the folder of another request."),
    REQUEST_DIGEST("The manifest's digest does not match its request."),

    // ---- a single part
    PART_NUMBER("The part numbers are not 1, 2, 3 and so on."),
    PART_KEY("A part is listed twice, or is in another folder."),
    PART_MISSING("A part is missing."),
    PART_SIZE("A part has the wrong size."),
    PART_LIMIT("A part is larger than the request allows, and contains more than one item."),
    PART_ETAG("The store reports another ETag for a part."),
    PART_SHA256("A part has the wrong SHA-256."),
    PART_BROKEN("A part is not a tar archive."),
    PART_END("End-of-archive blocks are missing in the last part, are in another part, or are followed by other data."),
    PART_MEMBERS("A part contains the wrong number of files."),
    PART_ITEMS("A part contains the wrong number of items."),
    PART_RANGE("The first or last item of a part is the wrong one."),

    // ---- a single file in a part
    MEMBER_TWICE("The archive contains a path twice."),
    MEMBER_PATH("A path is absolute, leads out of the folder, or is not safe on all systems."),
    MEMBER_HEADER("A member is not a regular file, or has an owner."),
    MEMBER_PLACE("A file belongs to no item and is not one of the files at the root."),
    ROOT_FILES("A file at the archive's root is missing or unexpected."),
    CLASS_MAP("A class map does not match the manifest."),

    // ---- the index of a part
    INDEX("The index of a part is missing, unexpected, or not what the manifest says: size, ETag, SHA-256."),
    INDEX_LINE("A line of an index does not match the part: item, path, offset, length."),
    INDEX_PIXELS("An area or box of an index does not match the masks."),

    // ---- the export as a whole
    TOTAL("A total of the manifest does not match the archive."),
    SUMS("SHA256SUMS is missing or does not match."),
    WARNINGS("The manifest's counts and examples of warnings contradict each other."),
    WARNING_LIST("The list of warnings is missing or does not match."),
    SPLIT_LIST("The list of a set is missing, or does not match the archive, its index or the manifest."),
    DELTA("A list of a delta is missing, or does not match the manifest: number, order, SHA-256; or its items are not the archive's."),
    REFERENCE(
            "An unchanged item is not where the delta says: the part is missing or another one, or does not have the item's files."),
    UNLISTED("The folder contains something that the manifest does not list.");

    private final String meaning;

    DifferenceCode(String meaning) {
        this.meaning = meaning;
    }

    /** The printed word: {@code part-sha256}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is wrong, in Markdown. */
    String meaning() {
        return meaning;
    }
}
