package io.maskexport.worker.plan;

import java.io.CharConversionException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.maskexport.contracts.DeltaItem;
import io.maskexport.contracts.ObjectPointer;
import io.maskexport.contracts.UntrustedJson;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Limit;
import io.maskexport.defect.Limits;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

import static io.maskexport.defect.DefectCode.SINCE_UNUSABLE;

/**
 * The items of one file of an earlier export, a JSON object a line: the index of a part, or the list of unchanged items. Of an
 * index, the files are all {@code path} in a line. Keeps one item in memory, of bounded size. The content may be anything: whatever
 * is wrong with it is a {@code SINCE_UNUSABLE}, and no other failure.
 */
final class EarlierLines implements Closeable {
    private static final JsonFactory JSON = UntrustedJson.factory()
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();
    /** What a text takes in memory beside its characters, in characters. */
    private static final int TEXT_OVERHEAD = 32;

    private final ObjectPointer file;
    private final Optional<ObjectPointer> part;
    private final DigestInputStream input;
    private final JsonParser json;
    private final Limits limits;

    /**
     * @param file what is read
     * @param part holds all items; empty if each line says where its item is
     */
    EarlierLines(ObjectPointer file, Optional<ObjectPointer> part, InputStream in, Limits limits) throws IOException {
        this.file = file;
        this.part = part;
        this.limits = limits;
        input = new DigestInputStream(in, DigestUtils.getSha256Digest());
        json = JSON.createParser(input);
    }

    /**
     * The next item; null at the end.
     *
     * @throws DefectException {@code SINCE_UNUSABLE} if the file is not what it should be
     */
    @Nullable
    DeltaItem next() throws IOException, DefectException {
        try {
            var token = json.nextToken();
            if (token == null) {
                end();
                return null;
            }
            if (token != JsonToken.START_OBJECT) {
                throw unusable("has a line that is not an object");
            }
            return new ItemLine().read();
        } catch (JsonProcessingException e) {
            throw unusable("is not JSON: " + e.getOriginalMessage());
        } catch (CharConversionException e) {
            throw unusable("is not JSON: " + e.getMessage());
        }
    }

    private void end() throws IOException, DefectException {
        input.transferTo(OutputStream.nullOutputStream());
        if (!Hex.encodeHexString(input.getMessageDigest().digest()).equals(file.sha256())) {
            throw unusable("is not what the manifest says: its SHA-256 is another one");
        }
    }

    private DefectException unusable(String detail) {
        return new DefectException(SINCE_UNUSABLE, "since: s3://%s/%s %s".formatted(file.bucket(), file.key(), detail));
    }

    /** One line, as it is read. */
    private final class ItemLine {
        private @Nullable String item;
        private @Nullable String source;
        private @Nullable String inputs;
        private @Nullable ObjectPointer holder = part.orElse(null);
        private final List<String> files = new ArrayList<>();
        private long characters;

        DeltaItem read() throws IOException, DefectException {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "item" -> item = text();
                    case "source" -> source = text();
                    case "inputs" -> inputs = text();
                    default -> {
                        if (field.equals("part") && part.isEmpty()) {
                            holder = pointer();
                        } else {
                            collect(field);
                        }
                    }
                }
            }
            if (item == null || source == null || inputs == null) {
                throw unusable("has a line without item, source or inputs");
            }
            if (holder == null) {
                throw unusable("has a line that does not say which part has its files");
            }
            return new DeltaItem(item, source, inputs, holder, files);
        }

        private String text() throws IOException, DefectException {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                throw unusable("has a line with " + json.currentToken() + " instead of a string");
            }
            var text = json.getText();
            characters += text.length() + TEXT_OVERHEAD;
            if (characters > limits.of(Limit.META_BYTES)) {
                throw new DefectException(Limit.META_BYTES, SINCE_UNUSABLE,
                        "since: s3://%s/%s has a line of too many files".formatted(file.bucket(), file.key()));
            }
            return text;
        }

        private ObjectPointer pointer() throws IOException, DefectException {
            String bucket = "";
            String key = "";
            String sha256 = "";
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw unusable("has a line whose part is not an object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "bucket" -> bucket = text();
                    case "key" -> key = text();
                    case "sha256" -> sha256 = text();
                    default -> json.skipChildren();
                }
            }
            if (bucket.isEmpty() || key.isEmpty() || sha256.isEmpty()) {
                throw unusable("has a line whose part has no bucket, key or SHA-256");
            }
            return new ObjectPointer(bucket, key, sha256);
        }

        /** Collects the paths in a value: a list of them, or those of files. */
        private void collect(String name) throws IOException, DefectException {
            var token = json.currentToken();
            if (!token.isStructStart()) {
                return;
            }
            boolean isList = name.equals("files");
            for (int depth = 1; depth > 0;) {
                token = json.nextToken();
                if (token == null) {
                    throw unusable("ends within a line");
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                boolean isPath = isList || "path".equals(json.currentName());
                if (token == JsonToken.VALUE_STRING && isPath) {
                    files.add(text());
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
