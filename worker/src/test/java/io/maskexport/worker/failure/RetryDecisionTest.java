package io.maskexport.worker.failure;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLHandshakeException;

import io.maskexport.worker.failure.Failure.Terminal;
import io.maskexport.worker.failure.Failure.Terminal.TerminalKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryDecisionTest {
    @ParameterizedTest
    @CsvSource({"500, InternalError, 5, true", "500, '', 5, true", "502, '', 5, true", "504, '', 5, true",
        "520, '', 5, true", "503, ServiceUnavailable, 10, true", "503, '', 10, true", "503, SlowDown, 10, false",
        "429, '', 10, false", "429, TooManyRequests, 10, false", "408, '', 5, false", "499, '', 5, false",
        "400, RequestTimeout, 5, false", "400, BadDigest, 5, false", "400, IncompleteBody, 5, false",
        "400, XAmzContentSHA256Mismatch, 5, false", "400, ExpiredToken, 5, false", "403, ExpiredToken, 5, false",
        "403, RequestTimeTooSkewed, 5, false", "409, OperationAborted, 5, false",
        "409, ConditionalRequestConflict, 5, false", "400, KMS.ThrottlingException, 5, false",
        "400, ThrottledException, 5, false", "400, RequestThrottled, 5, false",
        "400, Ec2.ThrottlingException, 5, false",
        "400, KMS.KMSInternalException, 5, false", "400, BandwidthLimitExceeded, 5, false",
        "200, InternalError, 5, true", "200, SlowDown, 10, false"})
    void an_answer_that_may_pass_is_asked_again(int status, String code, int cost, boolean unknown) {
        assertThat(of(status, code)).isEqualTo(new RetryDecision.Retry(cost, Optional.empty(), unknown));
    }

    @ParameterizedTest
    @CsvSource({"403, AccessDenied, ACCESS_DENIED, false", "403, '', ACCESS_DENIED, false",
        "403, SignatureDoesNotMatch, ACCESS_DENIED, false", "401, '', ACCESS_DENIED, false",
        "400, '', PROTOCOL_ERROR, false", "404, '', PROTOCOL_ERROR, false", "200, '', PROTOCOL_ERROR, true",
        "200, SomethingNew, PROTOCOL_ERROR, true"})
    void a_refusal_is_believed_when_it_stays(int status, String code, TerminalKind kind, boolean unknown) {
        assertThat(of(status, code)).isInstanceOfSatisfying(RetryDecision.RetryBriefly.class, doubt -> {
            assertThat(doubt.failure().kind()).isEqualTo(kind);
            assertThat(doubt.unknown()).isEqualTo(unknown);
        });
    }

    @ParameterizedTest
    @CsvSource({"404, NoSuchBucket, NO_SUCH_BUCKET", "404, NoSuchKey, PROTOCOL_ERROR",
        "400, InvalidRequest, PROTOCOL_ERROR", "412, PreconditionFailed, PROTOCOL_ERROR",
        "307, TemporaryRedirect, PROTOCOL_ERROR", "301, PermanentRedirect, PROTOCOL_ERROR",
        "501, NotImplemented, PROTOCOL_ERROR"})
    void no_try_will_do_better_than_a_definite_answer(int status, String code, TerminalKind kind) {
        assertThat(of(status, code)).isInstanceOfSatisfying(RetryDecision.DoNotRetry.class,
                verdict -> assertThat(verdict.failure()).isInstanceOfSatisfying(Terminal.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "403 | InvalidObjectState | The operation is not valid for the object's storage class | archived: restore it",
        "400 | KMS.DisabledException | arn:aws:kms:eu:1:key/2 is disabled. | a key that cannot be used",
        "400 | KMS.NotFoundException | no such key | a key that cannot be used",
        "400 | InvalidRequest | The object was stored using a form of Server Side Encryption. | SSE-C"})
    void an_object_that_the_store_has_and_cannot_give_is_named_with_what_helps(int status, String code, String message,
            String advice) {
        assertThat(verdict(new S3Error(status, code, message, Optional.empty())))
                .isInstanceOfSatisfying(RetryDecision.DoNotRetry.class, verdict -> assertThat(verdict.failure())
                        .hasMessageContainingAll("get s3://bucket/key: " + status + " " + code + ": " + message, advice)
                        .isInstanceOfSatisfying(Terminal.class,
                                failure -> assertThat(failure.kind()).isEqualTo(TerminalKind.OBJECT_UNAVAILABLE)));
    }

    @Test
    void a_failure_says_what_was_done_with_which_object_and_what_the_store_said() {
        assertThat(verdict(new ExecutionException(new S3Error(403, "AccessDenied", "no", Optional.empty()))))
                .isInstanceOfSatisfying(RetryDecision.RetryBriefly.class, doubt -> assertThat(doubt.failure())
                        .hasMessage("get s3://bucket/key: 403 AccessDenied: no"));
    }

    @Test
    void the_wait_that_the_store_asked_for_is_kept() {
        var error = new S3Error(503, "SlowDown", "", Optional.of(Duration.ofSeconds(7)));
        assertThat(verdict(error)).isEqualTo(new RetryDecision.Retry(10, Optional.of(Duration.ofSeconds(7)), false));
    }

    @Test
    void a_call_that_never_left_has_done_nothing() {
        assertThat(verdict(new ConnectException())).isEqualTo(again(5, false));
        assertThat(verdict(new UnknownHostException())).isEqualTo(again(5, false));
    }

    @Test
    void a_certificate_that_is_not_trusted_may_be_renewed() {
        var handshake = new SSLHandshakeException("PKIX path building failed");
        handshake.initCause(new CertPathBuilderException("unable to find valid certification path"));
        assertThat(verdict(new IllegalStateException(handshake)))
                .isEqualTo(again(5, false));
    }

    @Test
    void a_call_without_an_answer_may_have_been_done() {
        assertThat(verdict(new SocketException("Connection reset"))).isEqualTo(again(5, true));
        assertThat(verdict(new EOFException())).isEqualTo(again(5, true));
        assertThat(verdict(new SocketTimeoutException())).isEqualTo(again(10, true));
    }

    @Test
    void the_time_out_of_a_whole_call_is_no_interruption() {
        assertThat(verdict(new InterruptedIOException("timeout"))).isEqualTo(again(10, true));
    }

    @Test
    void an_interruption_is_final() {
        var interruption = new InterruptedIOException();
        Thread.currentThread().interrupt();
        assertThat(verdict(interruption)).isEqualTo(new RetryDecision.DoNotRetry(interruption));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void an_answer_that_cannot_be_is_doubted() {
        assertThat(verdict(new BrokenAnswer("too short"))).isInstanceOf(RetryDecision.RetryBriefly.class);
        assertThat(verdict(new NullPointerException())).isInstanceOf(RetryDecision.RetryBriefly.class);
    }

    @Test
    void a_request_that_cannot_be_made_has_done_nothing() {
        assertThat(verdict(new IllegalArgumentException("empty bucket name")))
                .isInstanceOfSatisfying(RetryDecision.RetryBriefly.class,
                        doubt -> assertThat(doubt.unknown()).isFalse());
    }

    @Test
    void the_innermost_cause_tells() {
        var wrapped = new ExecutionException(new CompletionException(new IllegalStateException(new IOException())));
        assertThat(verdict(wrapped)).isEqualTo(again(5, true));
    }

    @Test
    void what_was_decided_inside_stays_decided() {
        var decided = new Failure.Transient("gone", new IOException());
        assertThat(verdict(new CompletionException(decided))).isEqualTo(new RetryDecision.DoNotRetry(decided));
        var error = new S3Error(500, "", "", Optional.empty());
        error.initCause(new SocketException());
        assertThat(verdict(new IOException(error))).isEqualTo(again(5, true));
    }

    private static RetryDecision verdict(Throwable thrown) {
        return RetryDecision.of("get s3://bucket/key", thrown);
    }

    private static RetryDecision of(int status, String code) {
        return verdict(new S3Error(status, code, "", Optional.empty()));
    }

    private static RetryDecision.Retry again(int cost, boolean unknown) {
        return new RetryDecision.Retry(cost, Optional.empty(), unknown);
    }
}
