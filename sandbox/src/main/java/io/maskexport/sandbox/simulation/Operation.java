package io.maskexport.sandbox.simulation;

/** Calls from a worker to the world. */
enum Operation {
    LIST(Kind.READ),
    FOLDERS(Kind.READ),
    HEAD(Kind.READ),
    READ(Kind.READ),
    UPLOADS(Kind.READ),
    PUT(Kind.WRITE),
    DELETE(Kind.WRITE),
    CREATE_UPLOAD(Kind.WRITE),
    UPLOAD_PIECE(Kind.WRITE),
    ABORT(Kind.WRITE),
    PUT_IF_ABSENT(Kind.CONDITIONAL),
    COPY(Kind.CONDITIONAL),
    COMPLETE(Kind.CONDITIONAL),
    PUBLISH(Kind.SEND),
    SEND_TASK(Kind.SEND),
    ACKNOWLEDGE(Kind.SEND),
    WAIT(Kind.WAIT);

    private final Kind kind;

    /** What is known of a call that had no answer. */
    enum Kind {
        /** It had no effect anyway. */
        READ,
        /** It may be repeated. */
        WRITE,
        /** It may not be repeated blindly. */
        CONDITIONAL,
        /** It goes to the broker. */
        SEND,
        /** It goes nowhere. */
        WAIT
    }

    Operation(Kind kind) {
        this.kind = kind;
    }

    /** Whether it makes something where it goes. */
    boolean writes() {
        return switch (this) {
            case PUT, PUT_IF_ABSENT, COPY, CREATE_UPLOAD, UPLOAD_PIECE, COMPLETE -> true;
            default -> false;
        };
    }

    Kind kind() {
        return kind;
    }
}
