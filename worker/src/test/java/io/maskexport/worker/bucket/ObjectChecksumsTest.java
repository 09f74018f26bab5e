package io.maskexport.worker.bucket;

import java.util.List;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

class ObjectChecksumsTest {
    private static final byte[] DIGITS = "123456789 and more".getBytes(US_ASCII);

    /** The check value of CRC-32C: E3069283 for the digits 1 to 9 (RFC 3720, B.4 uses the same polynomial). */
    @Test
    void the_crc_is_that_of_the_first_bytes_in_base64() {
        assertThat(ObjectChecksums.crc32c(DIGITS, 9)).isEqualTo("4waSgw==");
    }

    @Test
    void the_wrong_crc_differs_in_all_bits() {
        assertThat(ObjectChecksums.wrongCrc32c(DIGITS, 9)).isEqualTo("HPltfA==");
    }

    @Test
    void the_etag_of_one_request_is_its_md5() {
        assertThat(ObjectChecksums.etag(DIGITS, 9)).isEqualTo("25f9e794323b453885f5181f1b624d0b");
        assertThat(ObjectChecksums.etag(new byte[0], 0)).isEqualTo("d41d8cd98f00b204e9800998ecf8427e");
    }

    /** {@code printf 123456789 | md5sum}, twice, as bytes, hashed again. */
    @Test
    void the_etag_of_parts_is_the_md5_of_their_md5s_and_their_number() {
        var part = ObjectChecksums.etag(DIGITS, 9);
        assertThat(ObjectChecksums.etag(List.of(part, part))).isEqualTo("4f2908c19b573e50b194e208c928de17-2");
        assertThat(ObjectChecksums.etag(List.of(part.toUpperCase(java.util.Locale.ROOT), part)))
                .isEqualTo("4f2908c19b573e50b194e208c928de17-2");
    }

    @Test
    void only_thirty_two_hex_digits_are_an_md5() {
        assertThat(ObjectChecksums.isMd5("25f9e794323b453885f5181f1b624d0b")).isTrue();
        assertThat(ObjectChecksums.isMd5("25F9E794323B453885F5181F1B624D0B")).isTrue();
        assertThat(ObjectChecksums.isMd5("25f9e794323b453885f5181f1b624d0b-2")).isFalse();
        assertThat(ObjectChecksums.isMd5("")).isFalse();
        assertThat(ObjectChecksums.isMd5("xxf9e794323b453885f5181f1b624d0b")).isFalse();
    }
}
