package io.maskexport.contracts;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/** One example of each message, with every component set. */
final class Samples {
    static final String ID = "harbour-2026-11";
    static final String HASH = "0123456789abcdef".repeat(4);
    static final TraceContext TRACE = new TraceContext(
            Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
            Optional.of("rojo=00f067aa0ba902b7,congo=t61rcWkgMzE"));
    static final ObjectPointer MANIFEST = new ObjectPointer("exports", "done/" + ID + "/manifest.json", HASH);
    static final ProjectName PROJECT = new ProjectName(7, "lemons");
    static final ExportRequested REQUEST = new ExportRequested(ID, new BucketLocation("images", "projects/lemons/"),
            PROJECT,
            List.of("ds1", "ds1/night"), new RenderChoices(true, true, 50, true, true, true, 3, CompatMode.REFERENCE,
                    DrawOrderChoice.ofClasses(List.of("kiwi", "lemon")),
                    new MaskEncodings(PaletteChoice.VOC, true, true, 2,
                            new TreeMap<>(Map.of("kiwi", 7, "lemon", 7)), UnlistedClasses.REFUSED, true, true)),
            new BucketLocation("exports", "done/"),
            new ArchiveOptions(1_000_000_000, PartNaming.PART, true, ArchiveLayout.WEBDATASET, true),
            new FailureBudget("0.5%"), "harbour-team",
            new SelectionChoices(List.of("ds*"), List.of("**/test"), List.of("*.jpg"), List.of("*_copy.*"),
                    List.of("kiwi"), List.of("lemon tree"), List.of("split=val"), List.of("blurred"), List.of("ripe"),
                    List.of("occluded"), true, new SampleSize("10%"), 7L, false, false),
            new SplitChoices(List.of(new SplitChoices.SplitSet("train", "87.5%", List.of()),
                    new SplitChoices.SplitSet("val", "12.5%", List.of("split=val"))), 3L),
            new ObjectLocation("exports", "done/harbour-2026-10/manifest.json"), true);
    static final CancelRequested CANCELLATION = new CancelRequested(ID, REQUEST.destination());
    static final ExportTotals TOTALS = new ExportTotals(3, 2, 1, 17,
            new ExportTotals.MaskCounts(2, 2, 2, 17, 2L, 5L, 2L, 2L, 4L), 40_960, 4L);
    static final WarningCounts WARNINGS = WarningCounts.of(Map.of("UNKNOWN_CLASS", 2L, "MISSING_ANNOTATION", 1L),
            List.of(new WarningCounts.WarningExample("UNKNOWN_CLASS", "ds1/img/a.png",
                    "class `kiwi` is not in meta.json")),
            new ObjectPointer("exports", "done/" + ID + "/errors.ndjson", HASH));
    static final Manifest.ExportContent CONTENT = new Manifest.ExportContent(HASH, false,
            List.of(Manifest.ClassEntry.of("kiwi", 1, 0xff8000), Manifest.ClassEntry.of("lemon", 2, 0x80ff)),
            List.of(part(1)), TOTALS, WARNINGS, new TreeMap<>(Map.of("IMAGE_PIXELS", 200_000_000L)),
            List.of(Manifest.IMAGES),
            List.of(new Manifest.SplitList("train", 3, MANIFEST)),
            List.of(new ObjectPointer("exports", "done/" + ID + "/meta.json", HASH)),
            new ExportDelta(new ObjectPointer("exports", "done/harbour-2026-10/manifest.json", HASH),
                    list("unchanged", 8), list("changed", 2), list("removed", 1), 1));
    static final IgnoredFields IGNORED = new IgnoredFields(1,
            List.of(new IgnoredField("options.instanceMask", "options.instanceMasks")));
    static final Manifest COMPLETED = Manifest.completed(REQUEST, HASH, CONTENT).ignoring(IGNORED);
    static final Manifest PLANNED = Manifest.planned(REQUEST, HASH, new Manifest.PlannedContent(HASH, false,
            CONTENT.classMap(), new PlanEstimate(3, 1, 2, 1, 2, 1_234_567, 1_000_000), WARNINGS, CONTENT.limits(),
            CONTENT.omitted(), CONTENT.delta())).ignoring(IGNORED);
    static final Manifest FAILED = Manifest.failed(REQUEST, HASH, ReasonCode.MISSING_META, "no meta.json");

    /** In the order of the types. */
    static final List<ExportEvent> EVENTS = List.of(ExportAccepted.of(REQUEST, IGNORED),
            new ExportRejected(ID, ReasonCode.INVALID_OPTION, "options.thickness is 0",
                    List.of(new ExportRejected.FieldProblem("options.thickness", "is 0, not 1 to 1000"))),
            (ExportPlanned) TerminalEvent.of(PLANNED, MANIFEST), new ExportProgressed(ID, 1, 2, 3),
            new PartCompleted(ID, part(1)),
            TerminalEvent.of(COMPLETED, MANIFEST), TerminalEvent.of(FAILED, MANIFEST),
            TerminalEvent.of(Manifest.cancelled(ID, HASH, REQUEST), MANIFEST));

    private Samples() {}

    private static ExportDelta.DeltaList list(String name, long items) {
        return new ExportDelta.DeltaList(items,
                new ObjectPointer("exports", "done/" + ID + "/delta_" + name + ".ndjson", HASH));
    }

    static ArchivePart part(int number) {
        return new ArchivePart(number, "exports", "done/%s/7_lemons.tar.%03d".formatted(ID, number), 40_960, HASH,
                HASH.substring(0, 32), 3, 26, "ds1/img/a.png", "ds1/img/c.png",
                new IndexObject("exports", "done/%s/7_lemons.%03d.items.ndjson".formatted(ID, number), 5_120, HASH,
                        HASH.substring(0, 32)));
    }

    /** A completed event with these numbers of parts and examples. */
    static ExportCompleted completed(int parts, int examples, String detail) {
        var list = IntStream.rangeClosed(1, parts).mapToObj(Samples::part).toList();
        var warnings = WarningCounts.of(new TreeMap<>(Map.of("UNKNOWN_CLASS", (long) examples)),
                Collections.nCopies(examples,
                        new WarningCounts.WarningExample("UNKNOWN_CLASS", "ds1/img/a.png", detail)),
                null);
        return new ExportCompleted(ID, ExportCompleted.CompletionStatus.COMPLETED_WITH_WARNINGS, PROJECT, list, parts,
                TOTALS,
                warnings, MANIFEST);
    }

    static RecordEnvelope bare(String json) {
        return RecordEnvelope.bare(json.getBytes(UTF_8));
    }
}
