package io.maskexport.worker.commands;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.maskexport.defect.DefectException;
import io.maskexport.worker.failure.Failure;
import io.maskexport.worker.failure.FailureWording;
import io.maskexport.worker.settings.UnusableEnvironmentException;
import org.apache.kafka.common.KafkaException;

/** Errors in a line for people, with the remedy where there is one. Never names a Java class. */
final class ErrorText {
    private ErrorText() {}

    static String of(Throwable thrown) {
        return switch (thrown) {
            case UnusableEnvironmentException e -> String.valueOf(e.getMessage());
            case DefectException e -> String.valueOf(e.getMessage());
            case UncheckedIOException e -> of(Objects.requireNonNull(e.getCause()));
            case FileSystemException e -> e.getFile() + ": " + reason(e);
            case CharacterCodingException _ -> "the text is not UTF-8";
            case Failure.Terminal e -> e.getMessage() + remedy(e.kind());
            case KafkaException e -> "the broker cannot be used: " + FailureWording.of(e)
                    + "; check KAFKA_BOOTSTRAP_SERVERS and the KAFKA_CLIENT_... settings";
            case JsonProcessingException e -> "not the JSON that it should be" + place(e);
            case IOException e when isOurs(e) -> String.valueOf(e.getMessage());
            case IOException e -> FailureWording.of(e);
            default -> "internal error: " + FailureWording.of(thrown) + "; --debug shows where";
        };
    }

    /** Whether the message was written for people; a library's exception has a class of its own or its cause's message. */
    private static boolean isOurs(IOException e) {
        return e.getClass() == IOException.class && e.getMessage() != null
                && (e.getCause() == null || !e.getMessage().equals(e.getCause().toString()));
    }

    private static String place(JsonProcessingException e) {
        var at = e.getLocation();
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    /** As {@link #of}, without the name of the file. */
    static String reason(IOException thrown) {
        return switch (thrown) {
            case NoSuchFileException _ -> "no such file or directory";
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "exists already, and is no directory";
            case NotDirectoryException _ -> "is not a directory";
            case DirectoryNotEmptyException _ -> "is not empty";
            case FileSystemException e -> Objects.requireNonNullElse(e.getReason(), "cannot be read or written");
            default -> of(thrown);
        };
    }

    private static String remedy(Failure.Terminal.TerminalKind kind) {
        return switch (kind) {
            case ACCESS_DENIED -> "; check S3_ACCESS_KEY and S3_SECRET_KEY, and what they may do";
            case NO_SUCH_BUCKET -> "; check the name of the bucket, S3_ENDPOINT and S3_REGION";
            case OBJECT_UNAVAILABLE, PROTOCOL_ERROR -> "";
        };
    }
}
