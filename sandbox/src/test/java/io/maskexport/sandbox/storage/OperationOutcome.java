package io.maskexport.sandbox.storage;

import java.io.IOException;

import io.maskexport.worker.failure.Failure;

/** The outcome of an operation. */
enum OperationOutcome {
    OK("ok"),
    BELIEVED("trusted"),
    TRANSIENT("transient"),
    AMBIGUOUS("ambiguous"),
    DOWN("down"),
    DENIED("denied"),
    PROTOCOL(
            "protocol");

    private final String word;

    OperationOutcome(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static OperationOutcome of(IOException thrown) {
        return switch (thrown) {
            case Failure.Transient _ -> TRANSIENT;
            case Failure.Ambiguous _ -> AMBIGUOUS;
            case Failure.DependencyDown _ -> DOWN;
            case Failure.Terminal terminal when terminal.kind() == Failure.Terminal.TerminalKind.ACCESS_DENIED ->
                DENIED;
            case Failure.Terminal terminal when terminal.kind() == Failure.Terminal.TerminalKind.PROTOCOL_ERROR ->
                PROTOCOL;
            default -> throw new AssertionError("no failure that an operation may end with", thrown);
        };
    }
}
