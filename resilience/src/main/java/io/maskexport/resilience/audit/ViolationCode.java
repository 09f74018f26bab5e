package io.maskexport.resilience.audit;

/** What an audit can find wrong. */
public enum ViolationCode {
    NO_END("a request has no last event"),
    TWO_ENDS("a request has last events that differ"),
    WRONG_END("a request ended as it must not"),
    UNKNOWN_REQUEST("an event is of a request that nobody sent"),
    NO_DEAD_LETTER("a record that is no request is not among the dead letters"),
    MANIFEST_MISSING("there is no manifest"),
    MANIFEST_DIFFERS("manifest and event say different things"),
    PART_MISSING("a listed part is not there"),
    PART_SIZE("a part has another size than listed"),
    PART_ETAG("a part has another ETag than listed"),
    PART_SHA256("a part has another SHA-256 than listed"),
    PART_BROKEN("a part is no tar archive"),
    PART_END("end blocks are missing in the last part, or in another one"),
    PART_LIMIT("a part of several items is larger than asked for"),
    PART_ORDER("parts are not numbered from 1 in the order of their keys"),
    COUNT("a number in the event is not what is there"),
    MEMBER_MISSING("a file is missing in the archive"),
    MEMBER_TWICE("a file is in the archive twice"),
    MEMBER_UNEXPECTED("a file in the archive should not be there"),
    MEMBER_CONTENT("a file in the archive is not the original, or is no picture"),
    SUMS("SHA256SUMS does not say what the event says"),
    UNLISTED("an object is left that nobody lists"),
    OPEN_UPLOAD("a multipart upload is left open"),
    NOT_REPEATABLE("the same request gave other bytes");

    private final String meaning;

    ViolationCode(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }
}
