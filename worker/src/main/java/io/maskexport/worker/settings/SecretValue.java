package io.maskexport.worker.settings;

/** A value that is never shown: it prints as {@code ***}. */
public record SecretValue(String value) {
    @Override
    public String toString() {
        return "***";
    }
}
