package io.maskexport.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.maskexport.archive.Member;
import io.maskexport.geometry.PixelBox;
import io.maskexport.render.CocoInstance;
import io.maskexport.render.CocoMasks;
import io.maskexport.render.PanopticSegment;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The COCO files of one item, each complete in itself: the image, what it shows, and the categories that it shows. The ids of
 * images and annotations are unique in an export, so that the files of all items can be merged.
 *
 * @param image path of the image in the archive
 * @param width of the item's masks
 * @param height of the item's masks
 */
record CocoFile(Item item, String image, int width, int height, ExportContext context) {
    private static final JsonFactory JSON = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    /** Memory of an object beside its run lengths, in bytes. */
    private static final int OBJECT_BYTES = 120;
    private static final int LARGE = 1 << 20;

    /** Writes something as JSON. */
    @FunctionalInterface
    interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private static final class ByteCount extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] content, int offset, int length) {
            bytes += length;
        }
    }

    /**
     * A file with one JSON object. An unpaired surrogate becomes {@code ?}, as in the manifest. A large file is written again
     * when it is archived, so that it is in memory only once.
     *
     * @param heldBytes memory of what it is written from
     */
    static Member member(String path, long heldBytes, Content fields) {
        try {
            if (heldBytes < LARGE) {
                var content = new ByteArrayOutputStream();
                write(fields, content);
                return new Member(path, content.toByteArray());
            }
            var count = new ByteCount();
            write(fields, count);
            return new Member(path, count.bytes, heldBytes, out -> write(fields, out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Content fields, OutputStream out) throws IOException {
        var writer = new OutputStreamWriter(out, UTF_8);
        try (var json = JSON.createGenerator(writer)) {
            json.writeStartObject();
            fields.writeTo(json);
            json.writeEndObject();
        }
        writer.write('\n');
        writer.flush();
    }

    Member instances(String path, List<CocoInstance> instances) {
        var ids = new BitSet();
        instances.forEach(instance -> ids.set(instance.category()));
        long held = instances.stream().mapToLong(instance -> OBJECT_BYTES + instance.counts().length()).sum();
        return file(path, held, ids, json -> {
            for (var instance : instances) {
                write(json, instance);
            }
        });
    }

    /** @param picture path of the picture in the archive */
    Member panoptic(String path, String picture, List<PanopticSegment> segments) {
        var ids = new BitSet();
        segments.forEach(segment -> ids.set(segment.category()));
        return file(path, (long) OBJECT_BYTES * segments.size(), ids, json -> {
            json.writeStartObject();
            json.writeNumberField("image_id", item.number());
            json.writeStringField("file_name", picture);
            json.writeArrayFieldStart("segments_info");
            for (var segment : segments) {
                write(json, segment);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private Member file(String path, long heldBytes, BitSet categoryIds, Content annotations) {
        var categories = CocoCategory.of(context, categoryIds::get);
        return member(path, heldBytes, json -> {
            json.writeObjectFieldStart("info");
            json.writeEndObject();
            json.writeArrayFieldStart("images");
            writeImage(json);
            json.writeEndArray();
            json.writeArrayFieldStart("annotations");
            annotations.writeTo(json);
            json.writeEndArray();
            CocoCategory.write(json, categories);
        });
    }

    private void writeImage(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", item.number());
        json.writeStringField("file_name", image);
        json.writeNumberField("width", width);
        json.writeNumberField("height", height);
        json.writeEndObject();
    }

    private void write(JsonGenerator json, CocoInstance instance) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", item.number() * (CocoMasks.MOST_OBJECTS + 1L) + instance.number());
        json.writeNumberField("image_id", item.number());
        writeMeasures(json, instance.category(), instance.box(), instance.area());
        json.writeObjectFieldStart("segmentation");
        json.writeFieldName("size");
        json.writeArray(new int[] {height, width}, 0, 2);
        json.writeFieldName("counts");
        if (instance.counts().isShort()) {
            json.writeString(instance.counts().toString());
        } else {
            json.writeString(instance.counts().reader(), -1);
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, PanopticSegment segment) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", segment.number());
        writeMeasures(json, segment.category(), segment.box(), segment.area());
        json.writeEndObject();
    }

    private static void writeMeasures(JsonGenerator json, int category, PixelBox box, long area) throws IOException {
        json.writeNumberField("category_id", category);
        json.writeNumberField("iscrowd", 0);
        json.writeNumberField("area", area);
        json.writeFieldName("bbox");
        json.writeArray(new int[] {box.left(), box.top(), box.width(), box.height()}, 0, 4);
    }
}
