package io.maskexport.export;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads a shard by the documented rules of WebDataset: the key of a file is its path up to the first dot of its name, the
 * rest, in lower case, its extension; consecutive files with one key are a sample. Files without a dot, and those in folders
 * like {@code __meta__}, are passed over.
 */
final class ShardReader {
    private static final Pattern PATH = Pattern.compile("((?:.*/|)[^./]+)\\.([^/]*)", Pattern.DOTALL);
    private static final Pattern PASSED_OVER = Pattern.compile("__[^/]*__($|/.*)", Pattern.DOTALL);

    private ShardReader() {}

    /** A sample: the content of its files by extension. */
    record Sample(String key, Map<String, byte[]> files) {}

    static List<Sample> read(byte[] shard) throws IOException {
        var samples = new ArrayList<Sample>();
        try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(shard), UTF_8.name())) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var path = PATH.matcher(entry.getName());
                if (!entry.isFile() || PASSED_OVER.matcher(entry.getName()).matches() || !path.matches()) {
                    continue;
                }
                if (samples.isEmpty() || !samples.getLast().key().equals(path.group(1))) {
                    samples.add(new Sample(path.group(1), new LinkedHashMap<>()));
                }
                assertThat(samples.getLast().files().put(path.group(2).toLowerCase(Locale.ROOT), tar.readAllBytes()))
                        .as("one file of each extension").isNull();
            }
        }
        return samples;
    }
}
