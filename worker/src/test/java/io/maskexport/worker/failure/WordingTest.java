package io.maskexport.worker.failure;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WordingTest {
    @Test
    void no_class_of_java_is_named() {
        assertThat(Wording.of(new EOFException())).isEqualTo("eof");
        assertThat(Wording.of(new SocketTimeoutException())).isEqualTo("socket timeout");
        assertThat(Wording.of(new IOException("PKIX path building failed: "
                + "sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid path")))
                .isEqualTo("PKIX path building failed: unable to find valid path");
        assertThat(Wording.of(new ExecutionException(new IOException(
                "io.maskexport.worker.failure.Failure$Transient: reset")))).isEqualTo("reset");
        assertThat(Wording.of(new RuntimeException() {
        })).isEqualTo("an error");
    }

    @Test
    void names_of_objects_and_hosts_stay_as_they_are() {
        var said = "get s3://my.Bucket/a.b.Ship.png: 400 KMS.DisabledException: arn:aws:kms:eu-1:1:key/2 is disabled.";
        assertThat(Wording.of(new BrokenAnswer(said))).isEqualTo(said);
        assertThat(Wording.of(new S3Error(400, "KMS.DisabledException", "off", Optional.empty())))
                .isEqualTo("400 KMS.DisabledException: off");
        assertThat(Wording.of(new IOException("store.example.org: Name or service not known")))
                .isEqualTo("store.example.org: Name or service not known");
    }
}
