package io.maskexport.worker.commands;

import io.maskexport.contracts.ExportCompleted;
import io.maskexport.contracts.ExportEvent;
import io.maskexport.contracts.ExportPlanned;
import picocli.CommandLine.Option;

/** Gives a success with warnings an exit status of its own, the same in all commands. */
final class StrictOption {
    private static final int WARNINGS = 10;

    @Option(names = "--strict", description = "Exit status 10 instead of 0 if there are warnings.")
    private boolean strict;

    /** The exit status of a success. */
    int status(long warnings) {
        return status(strict, warnings);
    }

    /** As {@link #status(long)}, after the last event of a success. */
    int status(ExportEvent last) {
        return status(strict, last);
    }

    static int status(boolean strict, ExportEvent last) {
        return status(strict, warnings(last));
    }

    private static int status(boolean strict, long warnings) {
        return strict && warnings > 0 ? WARNINGS : 0;
    }

    /** The event of a dry run only counts the items without masks. */
    private static long warnings(ExportEvent last) {
        return switch (last) {
            case ExportCompleted completed -> completed.warnings().total();
            case ExportPlanned planned -> planned.estimate() == null ? 0 : planned.estimate().skipped();
            default -> 0;
        };
    }
}
