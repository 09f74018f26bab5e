package io.maskexport.worker.bucket;

import java.net.URI;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class S3SettingsTest {
    private final S3Settings settings = S3Settings.of(URI.create("http://localhost:9000"),
            new S3Credentials.StaticKeys("key", "the secret"));

    @Test
    void printed_settings_show_no_secret() {
        assertThat(settings.toString()).contains("http://localhost:9000", "key").doesNotContain("the secret");
    }

    @Test
    void a_changed_copy_keeps_the_rest() {
        var changed = settings.withMd5Etags(false).withReadTimeout(Duration.ofSeconds(9));
        assertThat(changed.md5Etags()).isFalse();
        assertThat(changed.readTimeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(changed.withMd5Etags(true).withReadTimeout(settings.readTimeout())).isEqualTo(settings);
    }
}
