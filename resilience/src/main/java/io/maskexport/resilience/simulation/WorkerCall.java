package io.maskexport.resilience.simulation;

/** Calls from a worker to the outside world. */
enum WorkerCall {
    LIST(CallKind.READ),
    FOLDERS(CallKind.READ),
    HEAD(CallKind.READ),
    READ(CallKind.READ),
    UPLOADS(CallKind.READ),
    PUT(CallKind.WRITE),
    DELETE(CallKind.WRITE),
    CREATE_UPLOAD(CallKind.WRITE),
    UPLOAD_PIECE(CallKind.WRITE),
    ABORT(CallKind.WRITE),
    PUT_IF_ABSENT(CallKind.CONDITIONAL),
    COPY(CallKind.CONDITIONAL),
    COMPLETE(CallKind.CONDITIONAL),
    PUBLISH(CallKind.SEND),
    SEND_TASK(CallKind.SEND),
    ACKNOWLEDGE(CallKind.SEND),
    WAIT(CallKind.WAIT);

    private final CallKind kind;

    /** What a call without an answer may have done. */
    enum CallKind {
        /** It has no effect. */
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

    WorkerCall(CallKind kind) {
        this.kind = kind;
    }

    /** Whether it creates or changes something. */
    boolean writes() {
        return switch (this) {
            case PUT, PUT_IF_ABSENT, COPY, CREATE_UPLOAD, UPLOAD_PIECE, COMPLETE -> true;
            default -> false;
        };
    }

    CallKind kind() {
        return kind;
    }
}
