package io.maskexport.contracts;

import com.fasterxml.jackson.databind.JsonNode;

/** The fields of commands: which must be given, what the others are when they are not, and what each may be. */
final class CommandFields {
    private static final Location NOWHERE = new Location("", "");
    private static final Project NAMELESS = new Project(0, "");

    private CommandFields() {}

    static ExportRequested request(JsonNode data, UnknownFields unknown) throws RefusalException {
        var problems = new Problems();
        var fields = Fields.of(data, "", problems, unknown);
        var requestId = header(fields);
        var request = new ExportRequested(requestId, location(fields, "source"), project(fields),
                fields.texts("datasets", ExportRequested.MAX_DATASETS,
                        name -> Rules.length(name, ExportRequested.MAX_DATASET)),
                options(fields.object("options")), location(fields, "destination"), archive(fields.object("archive")),
                fields.budget("maxFailedItems"));
        problems.throwIfAny();
        return request;
    }

    static CancelRequested cancellation(JsonNode data, UnknownFields unknown) throws RefusalException {
        var problems = new Problems();
        var fields = Fields.of(data, "", problems, unknown);
        var cancellation = new CancelRequested(header(fields), location(fields, "destination"));
        problems.throwIfAny();
        return cancellation;
    }

    /** Checks the version, and gives the request's id. */
    private static String header(Fields fields) {
        if (!fields.isMissing("version")) {
            fields.number("version", Contracts.VERSION, Contracts.VERSION, Contracts.VERSION);
        }
        var id = fields.value("requestId");
        if (!fields.isMissing("requestId") && !(id.isTextual() && RequestId.isValid(id.textValue()))) {
            fields.problems().malformed("requestId", "does not match " + RequestId.RULE);
        }
        return id.asText();
    }

    private static Location location(Fields message, String name) {
        return message.required(name).map(CommandFields::location).orElse(NOWHERE);
    }

    private static Location location(Fields fields) {
        return new Location(fields.requiredText("bucket", Rules::bucket), fields.text("prefix", "", Rules::prefix));
    }

    private static Project project(Fields message) {
        return message.required("project").map(CommandFields::projectOf).orElse(NAMELESS);
    }

    private static Project projectOf(Fields fields) {
        long id = fields.isMissing("id") ? 0 : fields.number("id", 0, 0, Long.MAX_VALUE);
        return new Project(id, fields.requiredText("name", name -> Rules.length(name, Project.MAX_NAME)));
    }

    private static Options options(Fields fields) {
        var defaults = Options.DEFAULTS;
        return new Options(fields.flag("humanMasks", defaults.humanMasks()),
                fields.flag("resizeHumanMasks", defaults.resizeHumanMasks()),
                fields.number("resizePercent", defaults.resizePercent(), 1, 100),
                fields.flag("machineMasks", defaults.machineMasks()),
                fields.flag("semanticRgbMasks", defaults.semanticRgbMasks()),
                fields.flag("instanceMasks", defaults.instanceMasks()),
                fields.number("thickness", defaults.thickness(), 1, Options.MAX_THICKNESS),
                fields.choice("compat", defaults.compat()));
    }

    private static Archive archive(Fields fields) {
        return new Archive(
                fields.number("partMaxBytes", Archive.DEFAULTS.partMaxBytes(), Archive.MIN_PART, Archive.MAX_PART),
                fields.choice("naming", Archive.DEFAULTS.naming()));
    }
}
