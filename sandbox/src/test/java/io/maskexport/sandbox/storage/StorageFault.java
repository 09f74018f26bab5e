package io.maskexport.sandbox.storage;

import java.io.IOException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

import io.maskexport.sandbox.storage.FaultyS3.Exchange;
import io.maskexport.sandbox.storage.FaultyS3.Misbehaviour;

import static io.maskexport.sandbox.storage.StorageOperation.*;

/** A kind of misbehaviour. */
enum StorageFault implements Misbehaviour {
    INTERNAL_ERROR("500 InternalError", Nature.TRANSIENT, all(), error("500 Internal Server Error", "InternalError")),

    BAD_GATEWAY("502 with an HTML page", Nature.TRANSIENT, all(),
            exchange -> exchange.answer(page("502 Bad Gateway"))),

    SLOW_DOWN("503 SlowDown", Nature.TRANSIENT, all(), error("503 Slow Down", "SlowDown")),

    SLOW_DOWN_RETRY_AFTER("503 SlowDown, Retry-After: 9", Nature.TRANSIENT, all(),
            error("503 Slow Down", "SlowDown", "Retry-After: 9")),

    TOO_MANY_REQUESTS("429", Nature.TRANSIENT, all(), error("429 Too Many Requests", "TooManyRequests")),

    REQUEST_TIMEOUT("400 RequestTimeout", Nature.TRANSIENT, all(), error("400 Bad Request", "RequestTimeout")),

    SKEWED("403 RequestTimeTooSkewed", Nature.TRANSIENT, all(), error("403 Forbidden", "RequestTimeTooSkewed")),

    EXPIRED_TOKEN("400 ExpiredToken", Nature.TRANSIENT, all(), error("400 Bad Request", "ExpiredToken")),

    CONFLICT("409 ConditionalRequestConflict", Nature.TRANSIENT, all(),
            error("409 Conflict", "ConditionalRequestConflict")),

    ACCESS_DENIED("403 AccessDenied", Nature.REFUSAL, all(), error("403 Forbidden", "AccessDenied")),

    NO_SUCH_KEY("404 NoSuchKey for an existing object", Nature.DEFINITE, except(LIST, FOLDERS, OPEN_UPLOADS, CREATE),
            error("404 Not Found", "NoSuchKey")),

    NO_SUCH_UPLOAD("404 NoSuchUpload for an open upload", Nature.DEFINITE, EnumSet.of(PART, COMPLETE, ABORT),
            error("404 Not Found", "NoSuchUpload")),

    PRECONDITION("412", Nature.DEFINITE, EnumSet.of(READ_VERSION, OPEN, PUT_IF_ABSENT, COPY),
            error("412 Precondition Failed", "PreconditionFailed")),

    REDIRECT("307 to another host", Nature.DEFINITE, all(), exchange -> exchange.answer(HttpMessage
            .of("HTTP/1.1 307 Temporary Redirect", "", "Location: http://127.0.0.1:" + CanaryServer.PORT + "/"))),

    RESET("connection reset, nothing done", Nature.TRANSIENT, all(), Exchange::reset),

    LOST_ANSWER("done, then connection reset", Nature.TRANSIENT, all(), exchange -> {
        exchange.forward();
        exchange.reset();
    }),

    GATEWAY_TIMEOUT("done, then 504", Nature.TRANSIENT, all(), exchange -> {
        exchange.forward();
        exchange.answer(page("504 Gateway Timeout"));
    }),

    TWICE("done twice by a gateway, which returns the second answer", Nature.BROKEN,
            except(LIST, FOLDERS, HEAD, READ, READ_VERSION, OPEN),
            exchange -> {
                exchange.forward();
                exchange.answer(exchange.forward());
            }),

    RESET_IN_BODY("done, reset in the middle of the answer", Nature.TRANSIENT, all(), exchange -> {
        exchange.sendHalf(exchange.forward());
        exchange.reset();
    }),

    SHORT("done, connection closed in the middle of the answer", Nature.TRANSIENT, all(),
            exchange -> exchange.sendHalf(exchange.forward())),

    SHORT_WITHOUT_LENGTH("done, half an answer without Content-Length", Nature.BROKEN,
            EnumSet.of(LIST, FOLDERS, READ, READ_VERSION, OPEN, CREATE, COMPLETE, COPY, OPEN_UPLOADS),
            exchange -> exchange.sendHalf(exchange.forward().without("Content-Length"))),

    HALF_OPEN("no answer, nothing done", Nature.TRANSIENT, all(), Exchange::stall),

    STALLED("done, silence in the middle of the answer", Nature.TRANSIENT, all(), exchange -> {
        exchange.sendHalf(exchange.forward());
        exchange.stall();
    }),

    ERROR_IN_SUCCESS("200 with InternalError in its body, nothing done", Nature.TRANSIENT,
            except(HEAD, READ, READ_VERSION, OPEN), exchange -> exchange
                    .answer(HttpMessage.of("HTTP/1.1 200 OK", "<Error><Code>InternalError</Code></Error>"))),

    EMPTY_SUCCESS("done, 200 without headers and body", Nature.BROKEN, except(HEAD, READ, READ_VERSION, OPEN),
            exchange -> {
                exchange.forward();
                exchange.answer(HttpMessage.of("HTTP/1.1 200 OK", ""));
            }),

    NOTHING_AT_ALL("200 without headers and body, nothing done", Nature.BROKEN, except(DELETE, ABORT),
            exchange -> exchange.answer(HttpMessage.of("HTTP/1.1 200 OK", ""))),

    PAGE("200 with an HTML page, nothing done", Nature.BROKEN, all(),
            exchange -> exchange.answer(page("200 OK"))),

    WRONG_ETAG("done, with a wrong ETag", Nature.BROKEN,
            EnumSet.of(READ, READ_VERSION, OPEN, PUT, PUT_IF_ABSENT, PART, COMPLETE, COPY),
            changed(answer -> answer.mapHeader("ETag", _ -> "\"" + "0".repeat(32) + "\"").mapText(
                    text -> text.replaceAll("<ETag>[^<]*</ETag>", "<ETag>" + "0".repeat(32) + "</ETag>")))),

    NO_ETAG("done, without an ETag", Nature.BROKEN, except(FOLDERS, CREATE, DELETE, OPEN_UPLOADS, ABORT),
            changed(answer -> answer.without("ETag").mapText(text -> text.replaceAll("<ETag>[^<]*</ETag>", "")))),

    FLIPPED_BYTE("a flipped bit in the downloaded content", Nature.BROKEN, EnumSet.of(READ, READ_VERSION, OPEN),
            changed(answer -> answer.withBody(flipped(answer.body())))),

    FLIPPED_BYTE_UP("a flipped bit in the uploaded content", Nature.TRANSIENT,
            EnumSet.of(PUT, PUT_IF_ABSENT, PART), exchange -> exchange.answer(
                    exchange.forward(exchange.request().withBody(flipped(exchange.request().body()))))),

    HUGE_ERROR("500 with a body of 100 MB", Nature.TRANSIENT, all(), exchange -> {
        exchange.send("HTTP/1.1 500 Oops\r\nConnection: close\r\nContent-Length: 104857600\r\n\r\n"
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        var piece = new byte[1 << 20];
        Arrays.fill(piece, (byte) 'x');
        for (int sent = 0; sent < 100; sent++) {
            exchange.send(piece);
        }
    }),

    ENDLESS("an endless listing with a new token each time", Nature.ENDLESS,
            EnumSet.of(LIST, FOLDERS, OPEN_UPLOADS), changed(answer -> goingOn(answer, UUID.randomUUID().toString()))),

    SAME_TOKEN("an endless listing with the same token each time", Nature.ENDLESS,
            EnumSet.of(LIST, FOLDERS, OPEN_UPLOADS),
            changed(answer -> goingOn(answer, "same"))),

    NO_TOKEN("a truncated listing without a continuation token", Nature.BROKEN,
            EnumSet.of(LIST, FOLDERS, OPEN_UPLOADS),
            changed(answer -> answer.mapText(text -> text.replace("<IsTruncated>false<", "<IsTruncated>true<")
                    .replaceAll("<Next[^>]*>[^<]*</Next[^>]*>", "")))),

    FOREIGN_KEYS("a listing of keys outside the prefix", Nature.BROKEN, EnumSet.of(LIST, FOLDERS),
            changed(answer -> answer.mapText(text -> text.replaceAll("<Key>[^/<]*/", "<Key>elsewhere/")
                    .replaceAll("<CommonPrefixes><Prefix>[^/<]*/", "<CommonPrefixes><Prefix>elsewhere/")))),

    NEGATIVE_SIZE("a negative size", Nature.BROKEN, EnumSet.of(LIST, HEAD, READ, READ_VERSION, OPEN),
            changed(answer -> answer.header("ETag").isPresent()
                    ? answer.with("Content-Length", "-7")
                    : answer.mapText(text -> text.replaceAll("<Size>", "<Size>-")))),

    SKEWED_DATES("the store's dates are one year late", Nature.HARMLESS, all(),
            changed(answer -> answer.mapHeader("Date", StorageFault::late).mapHeader("Last-Modified",
                    StorageFault::late))),

    STALE_HEAD("HEAD does not see the new object yet", Nature.STALE, EnumSet.of(COMPLETE, COPY),
            error("404 Not Found", ""));

    /** The nature of a fault, which decides the allowed {@link OperationOutcome}. */
    enum Nature {
        /** Temporary; while it lasts, a transient failure, or an ambiguous one if the effect is unknown. */
        TRANSIENT,
        /** Like transient, but a terminal failure if it lasts. */
        BROKEN,
        /** A refusal, which is believed if it lasts. */
        REFUSAL,
        /** A response in which the store must be trusted. */
        DEFINITE,
        /** Never ends by itself; tested only as a lasting fault. */
        ENDLESS,
        /** Must not matter. */
        HARMLESS,
        /** Affects not the operation's own request but the check of its effect. */
        STALE
    }

    /** Java's own format writes the days 1 to 9 with one digit, which RFC 9110 §5.6.7 does not allow and clients refuse. */
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'",
            Locale.ENGLISH);

    private final String description;
    private final Nature nature;
    private final Set<StorageOperation> operations;
    private final Misbehaviour misbehave;

    StorageFault(String description, Nature nature, Set<StorageOperation> operations, Misbehaviour misbehave) {
        this.description = description;
        this.nature = nature;
        this.operations = operations;
        this.misbehave = misbehave;
    }

    String description() {
        return description;
    }

    Nature nature() {
        return nature;
    }

    /**
     * Whether the response cannot show that it is transient: a HEAD response has no body with a code, and nothing
     * documents that the body of a listing may be an error.
     */
    boolean isUnspoken(StorageOperation operation) {
        return operation == StorageOperation.HEAD
                ? EnumSet.of(REQUEST_TIMEOUT, SKEWED, EXPIRED_TOKEN, CONFLICT).contains(this)
                : this == ERROR_IN_SUCCESS && EnumSet.of(LIST, FOLDERS, OPEN_UPLOADS).contains(operation);
    }

    /** Whether only a timeout reveals the fault. */
    boolean isSilent() {
        return this == HALF_OPEN || this == STALLED;
    }

    /** The operations that the fault makes sense for. */
    Set<StorageOperation> operations() {
        return operations;
    }

    @Override
    public void misbehave(Exchange exchange) throws IOException {
        misbehave.misbehave(exchange);
    }

    private static Set<StorageOperation> all() {
        return EnumSet.allOf(StorageOperation.class);
    }

    private static Set<StorageOperation> except(StorageOperation first, StorageOperation... more) {
        return EnumSet.complementOf(EnumSet.of(first, more));
    }

    private static Misbehaviour error(String status, String code, String... headers) {
        return exchange -> {
            var body = exchange.request().method().equals("HEAD") || code.isEmpty()
                    ? ""
                    : "<Error><Code>" + code + "</Code><Message>planted</Message></Error>";
            exchange.answer(HttpMessage.of("HTTP/1.1 " + status, body, headers));
        };
    }

    private static HttpMessage page(String status) {
        return HttpMessage.of("HTTP/1.1 " + status, "<html><body>Welcome!</body></html>", "Content-Type: text/html");
    }

    private static Misbehaviour changed(UnaryOperator<HttpMessage> change) {
        return exchange -> exchange.answer(change.apply(exchange.forward()));
    }

    private static byte[] flipped(byte[] content) {
        var copy = content.clone();
        copy[copy.length / 2] ^= 4;
        return copy;
    }

    private static HttpMessage goingOn(HttpMessage listing, String token) {
        return listing.mapText(text -> text.replaceAll("<Next[^>]*>[^<]*</Next[^>]*>", "")
                .replaceFirst("<IsTruncated>[^<]*</IsTruncated>", "<IsTruncated>true</IsTruncated>"
                        + (text.contains("<ListMultipartUploadsResult")
                                ? "<NextKeyMarker>" + token
                                        + "</NextKeyMarker><NextUploadIdMarker>x</NextUploadIdMarker>"
                                : "<NextContinuationToken>" + token + "</NextContinuationToken>")));
    }

    private static String late(String date) {
        return HTTP_DATE.format(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).minusYears(1));
    }
}
