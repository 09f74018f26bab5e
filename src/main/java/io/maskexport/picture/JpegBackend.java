package io.maskexport.picture;

/** Which decoder reads JPEG. Both give the same pixels; {@code docs/formats.md} lists the exceptions. */
public enum JpegBackend {
    /** libturbojpeg where the system has it (three to four times as fast), otherwise the JDK. */
    AUTO,
    /** The decoder of the JDK. */
    JDK,
    /** libturbojpeg; creating a decoder fails where the system lacks it. */
    TURBO;

    JpegDecoder open() {
        return switch (this) {
            case AUTO -> TurboJpeg.isAvailable() ? new TurboJpeg() : new JdkJpeg();
            case JDK -> new JdkJpeg();
            case TURBO -> new TurboJpeg();
        };
    }
}
