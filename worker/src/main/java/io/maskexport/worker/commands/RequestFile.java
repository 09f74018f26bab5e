package io.maskexport.worker.commands;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import io.maskexport.contracts.ContractVersion;

/** Reads a message from a file or from standard input. */
final class RequestFile {
    private static final String STANDARD_INPUT = "-";

    private RequestFile() {}

    /** At most one byte more than a message may have, so that a larger one is noticed. */
    static byte[] read(String file) throws IOException {
        try (InputStream in = file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file))) {
            return in.readNBytes(ContractVersion.MAX_BYTES + 1);
        } catch (FileSystemException e) {
            throw new IOException("cannot read " + ErrorText.of(e), e);
        } catch (IOException | InvalidPathException e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
