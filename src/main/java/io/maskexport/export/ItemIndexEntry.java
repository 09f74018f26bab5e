package io.maskexport.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.maskexport.archive.IndexEntry;
import io.maskexport.archive.PlacedMember;
import io.maskexport.picture.PictureSize;
import io.maskexport.render.DrawnObject;
import io.maskexport.render.MaskKind;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The line of an item in its part's index, a JSON object. Its members are in the archive's order: image, annotation, masks.
 *
 * @param item its path, as in warnings
 * @param key in a shard, what its files' paths begin with
 * @param split the name of its set, if the export has sets
 * @param inputs what it was made of, if the index says it
 * @param image which member is the image, from 0
 * @param imageSize the image's own size, if its header can be read
 * @param annotation which member is the annotation
 * @param size of the annotation and so of all masks but human ones, if it was read
 * @param masks which members are the masks of each kind but instance masks
 * @param firstInstance which member is the first instance mask; the others follow
 */
record ItemIndexEntry(String item, Optional<String> key, Optional<String> split,
        Optional<ItemInputs> inputs, OptionalInt image,
        Optional<PictureSize> imageSize, OptionalInt annotation,
        CanvasSize size,
        Map<MaskKind, List<Integer>> masks, OptionalInt firstInstance,
        List<DrawnObject> objects) implements IndexEntry {
    private static final JsonFactory JSON = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    private static final int OBJECT_BYTES = 120;

    ItemIndexEntry {
        masks = new EnumMap<>(masks);
        objects = List.copyOf(objects);
    }

    /** Sides in pixels; 0 if they are not known. */
    record CanvasSize(int width, int height) {
        static final CanvasSize UNKNOWN = new CanvasSize(0, 0);
    }

    @Override
    public long heldBytes() {
        return OBJECT_BYTES + (long) OBJECT_BYTES * objects.size();
    }

    /** An unpaired surrogate in a class title becomes {@code ?}, as in the manifest. */
    @Override
    public void writeTo(OutputStream out, List<PlacedMember> members) throws IOException {
        var writer = new OutputStreamWriter(out, UTF_8);
        try (var json = JSON.createGenerator(writer)) {
            json.writeStartObject();
            json.writeStringField("item", item);
            if (key.isPresent()) {
                json.writeStringField("key", key.get());
            }
            if (split.isPresent()) {
                json.writeStringField("split", split.get());
            }
            if (inputs.isPresent()) {
                json.writeStringField("source", inputs.get().source());
                json.writeStringField("inputs", inputs.get().digest());
            }
            if (!size.equals(CanvasSize.UNKNOWN)) {
                json.writeNumberField("width", size.width());
                json.writeNumberField("height", size.height());
            }
            writeImage(json, members);
            write(json, "annotation", annotation, members);
            json.writeObjectFieldStart("masks");
            for (var mask : masks.entrySet()) {
                write(json, mask.getKey(), mask.getValue(), members);
            }
            json.writeEndObject();
            json.writeArrayFieldStart("instances");
            for (int i = 0; i < objects.size(); i++) {
                write(json, i, members);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        writer.write('\n');
        writer.flush();
    }

    private void writeImage(JsonGenerator json, List<PlacedMember> members) throws IOException {
        if (image.isPresent()) {
            json.writeObjectFieldStart("image");
            writeFields(json, members.get(image.getAsInt()));
            if (imageSize.isPresent()) {
                json.writeNumberField("width", imageSize.get().width());
                json.writeNumberField("height", imageSize.get().height());
            }
            json.writeEndObject();
        }
    }

    /** One member, or a list of them if items have several files of the kind. */
    private static void write(JsonGenerator json, MaskKind kind, List<Integer> places, List<PlacedMember> members)
            throws IOException {
        json.writeFieldName(nameOf(kind));
        if (kind.isOneFile()) {
            write(json, members.get(places.getFirst()));
            return;
        }
        json.writeStartArray();
        for (int place : places) {
            write(json, members.get(place));
        }
        json.writeEndArray();
    }

    private void write(JsonGenerator json, int number, List<PlacedMember> members) throws IOException {
        var object = objects.get(number);
        json.writeStartObject();
        json.writeNumberField("id", number + 1);
        json.writeStringField("class", object.objectClass().title());
        json.writeNumberField("classIndex", object.classValue());
        if (object.labelId().isPresent()) {
            json.writeStringField("objectId", object.labelId().get());
        }
        var box = object.box();
        json.writeFieldName("bbox");
        json.writeArray(new int[] {box.left(), box.top(), box.width(), box.height()}, 0, 4);
        json.writeNumberField("area", object.area());
        json.writeNumberField("visibleArea", object.visibleArea());
        if (firstInstance.isPresent()) {
            write(json, "mask", OptionalInt.of(firstInstance.getAsInt() + number), members);
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String field, OptionalInt which, List<PlacedMember> members)
            throws IOException {
        if (which.isPresent()) {
            json.writeFieldName(field);
            write(json, members.get(which.getAsInt()));
        }
    }

    private static void write(JsonGenerator json, PlacedMember member) throws IOException {
        json.writeStartObject();
        writeFields(json, member);
        json.writeEndObject();
    }

    private static void writeFields(JsonGenerator json, PlacedMember member) throws IOException {
        json.writeStringField("path", member.path());
        json.writeNumberField("offset", member.offset());
        json.writeNumberField("length", member.length());
    }

    /** The name of a kind in the totals of an export. */
    private static String nameOf(MaskKind kind) {
        return switch (kind) {
            case HUMAN -> "human";
            case MACHINE -> "machine";
            case SEMANTIC_RGB -> "semanticRgb";
            case INSTANCE -> "instance";
            case PALETTE -> "palette";
            case CLASS -> "classes";
            case INSTANCE_ID -> "instanceIds";
            case COCO_INSTANCES -> "cocoInstances";
            case COCO_PANOPTIC -> "cocoPanoptic";
        };
    }
}
