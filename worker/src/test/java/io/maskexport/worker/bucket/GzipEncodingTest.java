package io.maskexport.worker.bucket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

import io.maskexport.defect.Limit;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class GzipEncodingTest {
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZIP", " gzip ", "aws-chunked,gzip", "gzip, identity"})
    void one_coding_of_gzip_is_gzip(String coding) {
        assertThat(GzipEncoding.isNamed(Headers.of("Content-Encoding", coding.strip()))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "aws-chunked", "br", "zstd", "gzip, gzip", "gzip, br", "utf-8"})
    void any_other_coding_is_not_gzip(String coding) {
        assertThat(GzipEncoding.isNamed(Headers.of("Content-Encoding", coding))).isFalse();
        assertThat(GzipEncoding.isNamed(Headers.of())).isFalse();
    }

    @Test
    void compressed_content_is_unpacked_up_to_the_limit() throws IOException {
        int limit = (int) Limit.UNPACKED_BYTES.defaultValue();
        for (int length : new int[] {0, 1, 100_000, limit}) {
            assertThat(GzipEncoding.unpacked(packed(new byte[length]), limit)).isEqualTo(new byte[length]);
        }
        var bomb = packed(new byte[limit + 1]);
        assertThat(GzipEncoding.unpacked(bomb, limit)).isSameAs(bomb);
    }

    @Test
    void damaged_or_other_content_stays_unchanged() throws IOException {
        var text = "{\"objects\": []}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(GzipEncoding.unpacked(text, 1)).isSameAs(text);
        assertThat(GzipEncoding.unpacked(new byte[0], 1)).isEmpty();
        var cut = Arrays.copyOf(packed(text), 20);
        assertThat(GzipEncoding.unpacked(cut, 1)).isSameAs(cut);
    }

    private static byte[] packed(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
