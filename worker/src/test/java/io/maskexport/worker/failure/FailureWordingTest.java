package io.maskexport.worker.failure;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FailureWordingTest {
    @Test
    void no_class_of_java_is_named() {
        assertThat(FailureWording.of(new EOFException())).isEqualTo("eof");
        assertThat(FailureWording.of(new SocketTimeoutException())).isEqualTo("socket timeout");
        assertThat(FailureWording.of(new IOException("PKIX path building failed: "
                + "sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid path")))
                .isEqualTo("PKIX path building failed: unable to find valid path");
        assertThat(FailureWording.of(new ExecutionException(new IOException(
                "io.maskexport.worker.failure.Failure$Transient: reset")))).isEqualTo("reset");
        assertThat(FailureWording.of(new RuntimeException() {
        })).isEqualTo("an error");
    }

    @Test
    void names_of_objects_and_hosts_stay_as_they_are() {
        var said = "get s3://my.Bucket/a.b.Ship.png: 400 KMS.DisabledException: arn:aws:kms:eu-1:1:key/2 is disabled.";
        assertThat(FailureWording.of(new BrokenAnswer(said))).isEqualTo(said);
        assertThat(FailureWording.of(new S3Error(400, "KMS.DisabledException", "off", Optional.empty())))
                .isEqualTo("400 KMS.DisabledException: off");
        assertThat(FailureWording.of(new IOException("store.example.org: Name or service not known")))
                .isEqualTo("store.example.org: Name or service not known");
    }
}
