package io.maskexport.picture;

/** The decoder for JPEG. Both give the same pixels; {@code docs/formats.md} lists the exceptions. */
public enum JpegBackend {
    /** libturbojpeg if the system has it (three to four times as fast), otherwise the JDK. */
    AUTO,
    /** The JDK's decoder. */
    JDK,
    /** libturbojpeg; creating a decoder fails if the system lacks it. */
    TURBO;

    /** Whether this system has what it needs. */
    public boolean isAvailable() {
        return this != TURBO || TurboJpeg.isAvailable();
    }

    JpegDecoder open() {
        return switch (this) {
            case AUTO -> TurboJpeg.isAvailable() ? new TurboJpeg() : new JdkJpeg();
            case JDK -> new JdkJpeg();
            case TURBO -> new TurboJpeg();
        };
    }
}
