package io.maskexport.worker.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The folder into which native libraries are unpacked, to be loaded from there: those that read WebP and compress records. */
final class TemporaryFolder {
    private static final String PROPERTY = "java.io.tmpdir";
    /** Enough to notice that there is no room. */
    private static final int PROBE_BYTES = 1 << 20;

    private TemporaryFolder() {}

    /** Why this process cannot work with its own, in a line for people. */
    static Optional<String> trouble() {
        return trouble(Path.of(System.getProperty(PROPERTY)));
    }

    static Optional<String> trouble(Path folder) {
        return reason(folder)
                .map(reason -> ("%s %s, but native libraries are unpacked there; mount a writable volume without "
                        + "noexec (--tmpfs /tmp:exec, an emptyDir), or set another folder with -D%s=...")
                        .formatted(folder, reason, PROPERTY));
    }

    private static Optional<String> reason(Path folder) {
        try {
            var probe = Files.createTempFile(folder, "mask-export-", ".so", attributes(folder));
            try {
                Files.write(probe, new byte[PROBE_BYTES]);
                return Files.isExecutable(probe) ? Optional.empty() : Optional.of("is mounted noexec");
            } finally {
                Files.deleteIfExists(probe);
            }
        } catch (IOException e) {
            return Optional.of("is not writable (" + ErrorText.reason(e) + ")");
        }
    }

    private static FileAttribute<?>[] attributes(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
                : new FileAttribute<?>[0];
    }
}
