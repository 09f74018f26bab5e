package io.maskexport.worker.commands;

import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;

import io.maskexport.archive.AtomicFile;
import io.maskexport.contracts.Manifest;
import io.maskexport.export.RootFiles;
import io.maskexport.worker.preview.ExportPreview;
import io.maskexport.worker.preview.PreviewSource;
import io.maskexport.worker.verify.ExportFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Shows what is in an export. */
@Command(name = "preview", mixinStandardHelpOptions = true, exitCodeOnExecutionException = CommandErrors.UNUSABLE, description = {
    "Makes a page or a picture of the first items of an export: images, masks in class colours, and the share of each class.",
    "The export may be a bucket folder, its parts on disk, or an unpacked tree."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
        "0:success", "2:invalid usage, or a file cannot be read or written",
        "10:with --strict: success, but an item shown has a warning, or its image cannot be read"})
public final class PreviewCommand implements Callable<Integer> {
    private static final int MAX_ITEMS = 1_000;

    @Parameters(paramLabel = "MANIFEST_OR_DIR", description = "A manifest.json or its folder, or a folder with meta.json and unpacked datasets. In a bucket: "
            + "s3://BUCKET/PREFIX/REQUEST_ID, with the worker's S3_... settings in the environment.")
    private String target = "";

    @Option(names = "--out", paramLabel = "FILE", defaultValue = "preview.html", description = "FILE.html, a page that needs no other file, or FILE.png, a contact sheet. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("");

    @Option(names = "--items", paramLabel = "N", defaultValue = "12", description = "Number of items, 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int items;

    @Mixin
    private StrictOption strict = new StrictOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** What a preview is written as. */
    private enum PreviewFormat {
        HTML, PNG
    }

    @Override
    public Integer call() throws IOException {
        if (items < 1 || items > MAX_ITEMS) {
            throw new ParameterException(spec.commandLine(), "--items: 1 to " + MAX_ITEMS);
        }
        var format = format();
        try {
            return write(format);
        } catch (IOException e) {
            throw new IOException("cannot preview " + target + ": " + ErrorText.of(e), e);
        }
    }

    private PreviewFormat format() {
        var name = out.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".html")) {
            return PreviewFormat.HTML;
        }
        if (name.endsWith(".png")) {
            return PreviewFormat.PNG;
        }
        throw new ParameterException(spec.commandLine(), "--out: a name that ends with .html or .png");
    }

    private int write(PreviewFormat format) throws IOException {
        var location = new ExportLocation(target);
        if (location.isInBucket() || Files.exists(location.directory().resolve(location.manifestName()))) {
            return location.with(output.variables(), folder -> write(format, source(folder, location)));
        }
        if (Files.exists(location.directory().resolve(RootFiles.META))) {
            return write(format, new PreviewSource.UnpackedExport(location.directory()));
        }
        throw new IOException("the folder has neither " + location.manifestName() + " nor " + RootFiles.META);
    }

    private static PreviewSource source(ExportFolder folder, ExportLocation location) throws IOException {
        var content = Manifest.read(ExportLocation.read(folder, location.manifestName())).content();
        if (content == null) {
            throw new IOException("the export was not completed, so it has no items");
        }
        return isUnpacked(location, content)
                ? new PreviewSource.UnpackedExport(location.directory(), content)
                : new PreviewSource.PartedExport(folder, content);
    }

    /** Whether the files of the parts stand beside the manifest, and no part does. */
    private static boolean isUnpacked(ExportLocation location, Manifest.ExportContent content) throws IOException {
        if (location.isInBucket()) {
            return false;
        }
        var directory = location.directory();
        return Files.exists(directory.resolve(RootFiles.META))
                && content.parts().stream().noneMatch(part -> Files.exists(directory.resolve(part.fileName())));
    }

    private int write(PreviewFormat format, PreviewSource source) throws IOException {
        var preview = new ExportPreview(target, source, items);
        try (var file = new AtomicFile(out)) {
            switch (format) {
                case HTML -> file.write(preview.page().getBytes(UTF_8));
                case PNG -> ImageIO.write(sheet(preview), "png", file);
            }
            var written = file.commit().toString();
            output.result(written, Map.of("file", written));
        }
        return strict.status(preview.flawed());
    }

    private static BufferedImage sheet(ExportPreview preview) throws IOException {
        if (GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length == 0) {
            throw new IOException("this machine has no fonts for a picture; write a page: --out preview.html");
        }
        return preview.sheet();
    }
}
