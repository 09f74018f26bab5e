package io.maskexport.worker.preview;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.maskexport.contracts.Manifest.ClassEntry;
import io.maskexport.defect.Limits;
import io.maskexport.picture.JpegBackend;
import io.maskexport.picture.PictureDecoder;

/** The first items of an export, with pictures small enough to look at. */
public final class ExportPreview {
    /** Largest width and height of a picture on the page, in pixels. */
    private static final int ON_PAGE = 720;
    /** As {@link #ON_PAGE}, on the contact sheet. */
    private static final int ON_SHEET = 240;

    private final String title;
    private final PreviewSource source;
    private final int most;
    private int flawed;

    /**
     * @param title what was exported
     * @param most number of items
     */
    public ExportPreview(String title, PreviewSource source, int most) {
        this.title = title;
        this.source = source;
        this.most = most;
    }

    /** One HTML file that needs no other. */
    public String page() throws IOException {
        return PreviewPage.html(title, items(ON_PAGE));
    }

    /** One picture; needs a font on this machine. */
    public BufferedImage sheet() throws IOException {
        return ContactSheet.of(items(ON_SHEET), ON_SHEET);
    }

    /** How many of the items shown so far have a warning, or an image that cannot be read. */
    public int flawed() {
        return flawed;
    }

    private List<ItemPreview> items(int size) throws IOException {
        Map<Integer, ClassEntry> classes = source.classes().stream()
                .collect(Collectors.toMap(ClassEntry::index, Function.identity()));
        var decoder = PictureDecoder.create(JpegBackend.AUTO, Limits.defaults());
        var warnings = source.warnings();
        var items = new ArrayList<ItemPreview>();
        source.read(most, files -> items.add(ItemPreview.of(files, decoder, classes, warnings, size)));
        flawed += (int) items.stream().filter(ItemPreview::isFlawed).count();
        return items;
    }
}
