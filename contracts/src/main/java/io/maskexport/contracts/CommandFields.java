package io.maskexport.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** The fields of commands: which are required, their defaults, and their allowed values. */
final class CommandFields {
    private static final BucketLocation NOWHERE = new BucketLocation("", "");
    private static final ProjectName NAMELESS = new ProjectName(0, "");

    private CommandFields() {}

    static ExportRequested request(JsonNode data, UnknownFields unknown) throws RefusalException {
        var problems = new FieldProblems();
        var fields = JsonFields.of(data, "", problems, unknown);
        var requestId = header(fields);
        var request = new ExportRequested(requestId, location(fields, "source"), project(fields),
                fields.texts("datasets", ExportRequested.MAX_DATASETS,
                        name -> TextRules.length(name, ExportRequested.MAX_DATASET)),
                options(fields.object("options")), location(fields, "destination"), archive(fields.object("archive")),
                fields.budget("maxFailedItems"), fields.textOrNull("tenant", TenantName::problem),
                SelectionFields.read(fields.object("select")), SplitFields.read(fields, "split"),
                since(fields), fields.flag("dryRun", false));
        if (request.since() != null && !request.archive().tracked()) {
            problems.wrong("since", "needs `archive.inputs`, as in the earlier request");
        }
        problems.throwIfAny();
        return request;
    }

    static CancelRequested cancellation(JsonNode data, UnknownFields unknown) throws RefusalException {
        var problems = new FieldProblems();
        var fields = JsonFields.of(data, "", problems, unknown);
        var cancellation = new CancelRequested(header(fields), location(fields, "destination"));
        problems.throwIfAny();
        return cancellation;
    }

    /** Checks the version and returns the request id. */
    private static String header(JsonFields fields) {
        if (!fields.isMissing("version")) {
            fields.number("version", ContractVersion.VERSION, ContractVersion.VERSION, ContractVersion.VERSION);
        }
        var id = fields.value("requestId");
        if (!fields.isMissing("requestId") && !(id.isTextual() && RequestId.isValid(id.textValue()))) {
            fields.problems().malformed("requestId", "does not match " + RequestId.RULE);
        }
        return id.asText();
    }

    private static BucketLocation location(JsonFields message, String name) {
        return message.required(name).map(CommandFields::location).orElse(NOWHERE);
    }

    private static BucketLocation location(JsonFields fields) {
        return new BucketLocation(fields.requiredText("bucket", TextRules::bucket),
                fields.text("prefix", "", TextRules::prefix));
    }

    /** The manifest of an earlier export; null if there is none. */
    private static @Nullable ObjectLocation since(JsonFields message) {
        if (message.value("since").isMissingNode()) {
            return null;
        }
        var fields = message.object("since");
        return message.value("since").isObject()
                ? new ObjectLocation(fields.requiredText("bucket", TextRules::bucket),
                        fields.requiredText("key", TextRules::key))
                : null;
    }

    private static ProjectName project(JsonFields message) {
        return message.required("project").map(CommandFields::projectOf).orElse(NAMELESS);
    }

    private static ProjectName projectOf(JsonFields fields) {
        long id = fields.isMissing("id") ? 0 : fields.number("id", 0, 0, Long.MAX_VALUE);
        return new ProjectName(id, fields.requiredText("name", name -> TextRules.length(name, ProjectName.MAX_NAME)));
    }

    private static RenderChoices options(JsonFields fields) {
        var defaults = RenderChoices.DEFAULTS;
        return new RenderChoices(fields.flag("humanMasks", defaults.humanMasks()),
                fields.flag("resizeHumanMasks", defaults.resizeHumanMasks()),
                fields.number("resizePercent", defaults.resizePercent(), 1, 100),
                fields.flag("machineMasks", defaults.machineMasks()),
                fields.flag("semanticRgbMasks", defaults.semanticRgbMasks()),
                fields.flag("instanceMasks", defaults.instanceMasks()),
                fields.number("thickness", defaults.thickness(), 1, RenderChoices.MAX_THICKNESS),
                fields.choice("compat", defaults.compat()), DrawOrderField.read(fields, "drawOrder"),
                encodings(fields));
    }

    private static MaskEncodings encodings(JsonFields fields) {
        var defaults = MaskEncodings.NONE;
        return new MaskEncodings(fields.choice("paletteMasks", defaults.paletteMasks()),
                fields.flag("classMasks", defaults.classMasks()),
                fields.flag("instanceIdMasks", defaults.instanceIdMasks()),
                fields.number("ignoreBorder", defaults.ignoreBorder(), 0, MaskEncodings.MAX_BORDER),
                fields.numbers("classValues", MaskEncodings.MAX_VALUE, MaskEncodings.MAX_TITLE,
                        MaskEncodings.MAX_VALUE),
                fields.choice("unlistedClasses", defaults.unlistedClasses()),
                fields.flag("cocoInstances", defaults.cocoInstances()),
                fields.flag("cocoPanoptic", defaults.cocoPanoptic()));
    }

    private static ArchiveOptions archive(JsonFields fields) {
        var options = new ArchiveOptions(
                fields.number("partMaxBytes", ArchiveOptions.DEFAULTS.partMaxBytes(), ArchiveOptions.MIN_PART,
                        ArchiveOptions.MAX_PART),
                fields.choice("naming", ArchiveOptions.DEFAULTS.naming()),
                fields.flag("index", ArchiveOptions.DEFAULTS.indexed()),
                fields.choice("layout", ArchiveLayout.SUPERVISELY),
                fields.flag("inputs", ArchiveOptions.DEFAULTS.tracked()));
        if (options.tracked() && !options.indexed()) {
            fields.problems().wrong(fields.path() + "inputs", "needs `archive.index`, which says them");
        }
        if (options.sharded() && options.naming() == PartNaming.VOLUME) {
            fields.problems().wrong(fields.path() + "naming",
                    "is volume: volumes are one archive, and with the layout webdataset each part is one");
        }
        return options;
    }
}
