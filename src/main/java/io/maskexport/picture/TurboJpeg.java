package io.maskexport.picture;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

import io.maskexport.defect.DefectException;
import org.jspecify.annotations.Nullable;

/**
 * libjpeg-turbo through its TurboJPEG interface (version 2.0 or later), the decoder that OpenCV itself uses. The system
 * may lack it. Four-component files go to the JDK, because the interface converts no YCCK to CMYK; so do damaged files
 * and progressive ones without all scans, so that they look the same everywhere. For one thread.
 */
final class TurboJpeg implements JpegDecoder {
    private static final int PROGRESSIVE = 0xc2;
    private static final int PIXELS_RGB = 0;
    private static final int ERROR_WARNING = 0;
    private static final Optional<Library> LIBRARY = Library.load("libturbojpeg.so.0");

    private final Library library;
    private final JdkJpeg jdk = JdkJpeg.INSTANCE;

    TurboJpeg() {
        library = LIBRARY.orElseThrow(() -> new IllegalStateException("libturbojpeg.so.0 cannot be loaded"));
    }

    static boolean isAvailable() {
        return LIBRARY.isPresent();
    }

    @Override
    public boolean decode(JpegHeader header, byte[] plain, StoredRows rows) throws DefectException, IOException {
        if (header.components().size() == 4 || isSmoothed(header, plain)) {
            return jdk.decode(header, plain, rows);
        }
        // A decoder keeps the tables of a picture for later ones, so each picture gets a new decoder.
        var handle = library.open();
        try {
            return decode(handle, header, plain, rows);
        } finally {
            library.destroy(handle);
        }
    }

    /** Smoothing differs between versions, and between this library and the JDK. */
    private static boolean isSmoothed(JpegHeader header, byte[] plain) {
        return header.process() == PROGRESSIVE && ProgressiveScans.lackLowFrequencies(header, plain);
    }

    private boolean decode(MemorySegment handle, JpegHeader header, byte[] plain, StoredRows rows)
            throws DefectException, IOException {
        if (library.decompress(handle, plain, rows.whole(), header.width(), header.height()) == 0) {
            return false;
        }
        if (!header.arithmetic()) {
            // After a warning, the interface reports an error as a warning too; the JDK distinguishes them, and fills
            // gaps as OpenCV does.
            rows.clear();
            return jdk.decode(header, plain, rows);
        }
        if (library.errorCode(handle) != ERROR_WARNING) {
            throw JpegHeader.unreadable("The JPEG cannot be decoded: " + library.errorText(handle));
        }
        return true;
    }

    /** The five functions needed for decoding. */
    private record Library(MethodHandle init, MethodHandle decompress2, MethodHandle errorCode, MethodHandle errorText,
            MethodHandle destroyHandle) {

        static Optional<Library> load(String name) {
            try {
                var symbols = SymbolLookup.libraryLookup(name, Arena.global());
                return Optional.of(new Library(
                        bind(symbols, "tjInitDecompress", FunctionDescriptor.of(ValueLayout.ADDRESS)),
                        bind(symbols, "tjDecompress2",
                                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS,
                                        ValueLayout.JAVA_LONG, ValueLayout.ADDRESS, ValueLayout.JAVA_INT,
                                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT,
                                        ValueLayout.JAVA_INT),
                                Linker.Option.critical(true)),
                        bind(symbols, "tjGetErrorCode",
                                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS)),
                        bind(symbols, "tjGetErrorStr2",
                                FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS)),
                        bind(symbols, "tjDestroy",
                                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS))));
            } catch (IllegalArgumentException | IllegalCallerException | java.util.NoSuchElementException e) {
                return Optional.empty();
            }
        }

        private static MethodHandle bind(SymbolLookup symbols, String function, FunctionDescriptor shape,
                Linker.Option... options) {
            return Linker.nativeLinker().downcallHandle(symbols.find(function).orElseThrow(), shape, options);
        }

        MemorySegment open() {
            var opened = (MemorySegment) call(init);
            if (MemorySegment.NULL.equals(opened)) {
                throw new IllegalStateException("libturbojpeg gives no decoder");
            }
            return opened;
        }

        int decompress(MemorySegment decoder, byte[] jpeg, byte[] rgb, int width, int height) {
            return (int) call(decompress2, decoder, MemorySegment.ofArray(jpeg), (long) jpeg.length,
                    MemorySegment.ofArray(rgb), width, width * 3, height, PIXELS_RGB, 0);
        }

        int errorCode(MemorySegment decoder) {
            return (int) call(errorCode, decoder);
        }

        String errorText(MemorySegment decoder) {
            return ((MemorySegment) call(errorText, decoder)).reinterpret(256).getString(0);
        }

        void destroy(MemorySegment decoder) {
            call(destroyHandle, decoder);
        }

        private static Object call(MethodHandle function, @Nullable Object... arguments) {
            try {
                return function.invokeWithArguments(arguments);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
