package io.maskexport.worker.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.maskexport.archive.ArchiveNames;
import io.maskexport.archive.Naming;
import io.maskexport.archive.SafeName;
import io.maskexport.contracts.ArchiveOptions;
import io.maskexport.contracts.DrawOrderChoice;
import io.maskexport.contracts.FailureBudget;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import io.maskexport.picture.JpegBackend;
import io.maskexport.render.Compat;
import io.maskexport.render.DrawOrder;
import io.maskexport.render.Layout;
import io.maskexport.render.MaskKind;
import io.maskexport.render.RenderOptions;
import io.maskexport.worker.local.LocalRender;
import io.maskexport.worker.ops.QuantityText;
import io.maskexport.worker.settings.LimitSettings;
import io.maskexport.worker.settings.ProcessMemory;
import io.maskexport.worker.settings.WorkerSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The engine on a project in a directory, without Kafka and S3. */
@Command(name = "render", mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true, description = {
    "Renders the masks of a project in a directory, without Kafka and S3: the same pixels, names and archives as the service.",
    "Writes the archive's tree into the output directory (meta.json, <dataset>/img, ann, masks_...), or with --tar the "
            + "parts, SHA256SUMS and manifest.json."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
                "0:success; standard error has a summary of defects in the input",
                "1:the project cannot be exported or a file cannot be read or written", "2:invalid usage",
                "3:more items lack masks than --max-failed-items allows; the output has no manifest",
                "10:with --strict: success with warnings"})
public final class RenderCommand implements Callable<Integer> {
    private static final int TOO_MANY_FAILED = 3;
    private static final String NO_MASKS = "none";
    private static final String KINDS = "human, machine, semantic_rgb, instance, palette, class, instance_id, coco_instances, "
            + "coco_panoptic, none";

    @Option(names = "--project", required = true, paramLabel = "DIR", description = "Directory of the project, which contains meta.json.")
    private Path project = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Output directory, outside the project; created if missing. It must be empty without --force or --clean.")
    private Path out = Path.of("");

    @Option(names = "--masks", split = ",", paramLabel = "KIND", defaultValue = "human,machine", description = "Kinds of masks: "
            + KINDS + ". Default: ${DEFAULT-VALUE}.")
    private List<String> masks = new ArrayList<>();

    @Option(names = "--thickness", paramLabel = "PIXELS", defaultValue = "2", description = "Thickness of lines, points and graph edges, 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int thickness;

    @Option(names = "--resize-human", paramLabel = "PERCENT", description = "Size of human masks in percent, 1 to 100. Default: the image's size.")
    private @Nullable Integer percent;

    @Option(names = "--datasets", split = ",", paramLabel = "NAME", description = "Only these datasets and those below them: ds1 or ds1/child. Default: all.")
    private List<String> datasets = new ArrayList<>();

    @Mixin
    private SelectionArguments select = new SelectionArguments();

    @Mixin
    private SplitArguments split = new SplitArguments();

    @Option(names = "--compat", paramLabel = "MODE", defaultValue = "strict", description = "strict: machine masks hold class indices and nothing else, instance masks 0 and 255. reference: alpha masks are blended in, as in the reference application. Default: ${DEFAULT-VALUE}.")
    private Compat compat = Compat.STRICT;

    @Option(names = "--draw-order", split = ",", paramLabel = "ORDER", defaultValue = "reference", description = "Which objects cover which: reference; annotation (file order); area-desc (large ones at the bottom); or classes from bottom to top: road,car. Default: ${DEFAULT-VALUE}.")
    private List<String> drawOrder = new ArrayList<>();

    @Mixin
    private ValueOptions values = new ValueOptions();

    @Option(names = "--tar", description = "Write tar parts instead of a tree.")
    private boolean tar;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the archive, without .tar. Default: the project directory's name.")
    private String name = "";

    @Option(names = "--part-max-bytes", paramLabel = "SIZE", defaultValue = "500MB", converter = SizeText.class, description = "Largest size of a part, unless one item alone is larger: 500MB, 64MiB, 65536. Default: ${DEFAULT-VALUE}.")
    private long partMaxBytes;

    @Option(names = "--naming", paramLabel = "STYLE", defaultValue = "part", description = "part: NAME_part_0001.tar ... volume: NAME.tar.001 ..., which 7-Zip opens as one archive. Default: ${DEFAULT-VALUE}.")
    private Naming naming = Naming.PART;

    @Option(names = "--layout", paramLabel = "LAYOUT", defaultValue = "supervisely", description = "supervisely: folders for each kind of file. webdataset, with --tar: the files of an item side by side, and each part is a shard (docs/webdataset.md). Default: ${DEFAULT-VALUE}.")
    private Layout layout = Layout.SUPERVISELY;

    @Option(names = "--index", description = "With --tar: write an index beside each part (paths, offsets, objects with class, box and areas), and classes.json into the archive.")
    private boolean index;

    @Option(names = "--dry-run", description = "Render nothing: say how many items, parts and bytes the archive would have, and what is wrong with the project's files, in manifest.json.")
    private boolean dryRun;

    @Option(names = "--max-failed-items", paramLabel = "N|N%", description = "Maximum number or share of items that may lack masks because of a defect of their own; with more, the export fails (exit status 3): 10, 1%%. Default: any number.")
    private @Nullable String maxFailed;

    @Option(names = "--limit", paramLabel = "NAME=VALUE", description = "Changes an input limit, like the service's LIMIT_... settings (docs/settings.md): IMAGE_PIXELS=200000000, IMAGE_BYTES=1GiB. Repeatable.")
    private Map<Limit, String> limitTexts = new EnumMap<>(Limit.class);

    @Option(names = "--threads", paramLabel = "N", description = "Render threads; they do not affect the result. Default: one per processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--jpeg", paramLabel = "DECODER", defaultValue = "auto", description = "auto: libturbojpeg if it is installed; jdk; turbo. The pixels are the same. Default: ${DEFAULT-VALUE}.")
    private JpegBackend jpeg = JpegBackend.AUTO;

    @Option(names = "--force", description = "Write into an output directory that is not empty, and replace files.")
    private boolean force;

    @Option(names = "--clean", description = "First remove from the output directory what its manifest.json lists: an earlier archive.")
    private boolean clean;

    @Mixin
    private StrictOption strict = new StrictOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandLog.beside();
        var options = checked();
        var limits = ProcessMemory.here().within(limits());
        var trouble = TemporaryFolder.trouble();
        if (trouble.isPresent()) {
            throw new IOException("cannot start: " + trouble.get());
        }
        try {
            if (clean) {
                OutputDirectory.removeExport(out);
            }
            return strict.status(render(options, limits));
        } catch (DefectException e) {
            output.problem("cannot export " + project + ": " + e.getMessage());
            return e.code() == DefectCode.TOO_MANY_FAILED_ITEMS ? TOO_MANY_FAILED : 1;
        } catch (IOException e) {
            throw new IOException("cannot export " + project + ": " + ErrorText.of(e), e);
        }
    }

    private RenderOptions checked() {
        require(threads >= 1 && threads <= 1024, "--threads: 1 to 1024");
        require(partMaxBytes >= ArchiveOptions.MIN_PART && partMaxBytes <= ArchiveOptions.MAX_PART,
                "--part-max-bytes: " + WorkerSettings.shown(ArchiveOptions.MIN_PART) + " to "
                        + WorkerSettings.shown(ArchiveOptions.MAX_PART));
        require(maxFailed == null || FailureBudget.isValid(maxFailed),
                "--max-failed-items: " + FailureBudget.RULE);
        require(tar || !index, "--index: needs --tar");
        require(layout == Layout.SUPERVISELY || (tar && naming == Naming.PART),
                "--layout=webdataset: needs --tar, without --naming=volume");
        select.problem().or(split::problem).ifPresent(problem -> require(false, problem));
        require(Files.isDirectory(project), "--project: " + project + " is not a directory");
        require(!absolute(out).startsWith(absolute(project)), "--out: must not be inside the project");
        require(jpeg.isAvailable(), "--jpeg: libturbojpeg.so.0 is not installed; install it, or use --jpeg=auto");
        require(force || clean || OutputDirectory.isFree(out), "--out: " + out
                + " is not empty; --force adds to it, --clean first removes the archive that its manifest.json lists");
        require(!clean || tar, "--clean: needs --tar; a tree has no manifest that lists its files");
        try {
            var resize = percent == null ? OptionalInt.empty() : OptionalInt.of(percent);
            return new RenderOptions(kinds(), thickness, resize, compat).withIndex(index).withOrder(order())
                    .with(values.chosen()).with(layout);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private Limits limits() {
        var limits = Limits.defaults();
        for (var entry : limitTexts.entrySet()) {
            try {
                limits = limits.with(entry.getKey(), LimitSettings.parse(entry.getKey(), entry.getValue()));
            } catch (IllegalArgumentException e) {
                throw usage("--limit: " + entry.getKey() + "=" + entry.getValue() + ": " + e.getMessage());
            }
        }
        return limits;
    }

    private Set<MaskKind> kinds() {
        return masks.stream().filter(mask -> !mask.equals(NO_MASKS)).map(this::kind).collect(Collectors.toSet());
    }

    private MaskKind kind(String mask) {
        return Stream.of(MaskKind.values()).filter(kind -> kind.name().equalsIgnoreCase(mask)).findFirst()
                .orElseThrow(() -> usage("--masks: '" + mask + "' is not one of " + KINDS));
    }

    private DrawOrder order() {
        if (drawOrder.size() > 1) {
            return new DrawOrder.ByClass(drawOrder);
        }
        return switch (drawOrder.getFirst()) {
            case DrawOrderChoice.REFERENCE -> DrawOrder.ByRule.REFERENCE;
            case DrawOrderChoice.ANNOTATION -> DrawOrder.ByRule.ANNOTATION;
            case DrawOrderChoice.AREA_DESC -> DrawOrder.ByRule.AREA_DESC;
            default -> new DrawOrder.ByClass(drawOrder);
        };
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            throw usage(rule);
        }
    }

    private ParameterException usage(@Nullable String rule) {
        return new ParameterException(spec.commandLine(), String.valueOf(rule));
    }

    /** @return the number of warnings */
    private long render(RenderOptions options, Limits limits)
            throws IOException, InterruptedException, DefectException {
        var render = new LocalRender(project, options, datasets, select.selection().with(split.splits()), limits,
                maxFailed == null ? null : new FailureBudget(maxFailed), threads, jpeg);
        var progress = new RenderProgress(output);
        if (dryRun) {
            plan(render, progress);
            return progress.warningCount();
        }
        LocalRender.LocalResult made;
        try (progress) {
            made = tar
                    ? render.toArchive(out, archiveNames(), partMaxBytes, progress)
                    : render.toTree(out, progress);
        }
        print(made, progress);
        progress.printWarnings();
        return progress.warningCount();
    }

    private void plan(LocalRender render, RenderProgress progress)
            throws IOException, InterruptedException, DefectException {
        var planned = render.plan(out, partMaxBytes, progress);
        progress.close();
        output.result(QuantityText.count(planned.estimate().items(), "item") + EventText.estimate(planned.estimate()),
                planned);
        progress.printWarnings();
    }

    private ArchiveNames archiveNames() {
        var stem = name.isEmpty() ? String.valueOf(absolute(project).getFileName()) : name;
        return new ArchiveNames(SafeName.segment(stem), naming, 1);
    }

    private void print(LocalRender.LocalResult made, RenderProgress progress) {
        if (output.json()) {
            output.result("", new RenderSummary(String.valueOf(out), made.items(), made.parts().stream()
                    .map(String::valueOf).toList(), progress.warnings()));
        } else {
            made.parts().forEach(file -> output.out().println(file));
        }
        output.note(QuantityText.count(made.items(), "item") + " in "
                + (tar ? QuantityText.count(made.parts().size(), "part") : out));
    }

    /**
     * The result as JSON.
     *
     * @param parts files of the archive; empty for a tree
     * @param warnings how often each code
     */
    record RenderSummary(String out, int items, List<String> parts, SortedMap<String, Long> warnings) {}
}
