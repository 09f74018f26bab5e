package io.maskexport.hostile;

import java.util.function.Supplier;
import java.util.stream.Stream;

/** The subjects of the cases. */
enum Subject {
    PNG(PngCases::all),
    JPEG(JpegCases::all),
    BMP(BmpCases::all),
    TIFF(TiffCases::all),
    WEBP(WebpCases::all),
    NRRD(NrrdCases::all),
    ANNOTATION(AnnotationCases::all),
    GEOMETRY(GeometryCases::all),
    BITMAP(BitmapCases::all),
    NAME(NameCases::all),
    META(MetaCases::all),
    LAYOUT(LayoutCases::all),
    PATH(PathCases::all),
    LIMIT(LimitCases::all),
    EXPORT_LIMIT(LimitCases::exports);

    private final Supplier<Stream<HostileCase>> all;

    Subject(Supplier<Stream<HostileCase>> all) {
        this.all = all;
    }

    Stream<HostileCase> cases() {
        return all.get();
    }
}
