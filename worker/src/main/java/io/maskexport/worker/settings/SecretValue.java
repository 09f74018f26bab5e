package io.maskexport.worker.settings;

/** A value that is never printed: {@code toString} gives {@code ***}. */
public record SecretValue(String value) {
    @Override
    public String toString() {
        return "***";
    }
}
