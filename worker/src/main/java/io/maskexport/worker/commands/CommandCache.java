package io.maskexport.worker.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/** The class data that a command keeps for its next start; the launcher and the JVM read and write them. */
public final class CommandCache {
    /** System property: the file that the JVM writes when this command ends, if there is none yet. */
    public static final String NEW_ARCHIVE = "mask-export.new-archive";

    private CommandCache() {}

    /** Lets the launcher remove the new file: a command that could not do its work has loaded only few of its classes. */
    public static void forget(@Nullable String archive) {
        if (archive == null) {
            return;
        }
        try {
            Files.createFile(Path.of(archive + ".short"));
        } catch (IOException _) {
            // Then the next starts take longer.
        }
    }
}
