package io.maskexport.worker.bucket;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.maskexport.worker.failure.S3Error;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Turns every unsuccessful response into an {@link S3Error} before the SDK sees it. The SDK would read error bodies
 * whole, however large, and lose the status and {@code Retry-After} of those that are not XML. S3 answers a completion
 * or a copy with 200 before it knows the result, so the body of a success may be an error. An HTML page in response to
 * a write comes from a gateway that never asked the store.
 */
final class ErrorAnswers implements Interceptor {
    private static final long ERROR_BODY_BYTES = 64 << 10;
    private static final Set<String> CHANGES = Set.of("PUT", "POST", "DELETE");
    private static final Pattern ERROR = Pattern.compile("<Error[\\s>]");
    private static final Pattern CODE = Pattern.compile("<Code>\\s*([\\w.-]{1,64})\\s*</Code>");
    private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]{0,500})");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

    @Override
    public Response intercept(Chain chain) throws IOException {
        var response = chain.proceed(chain.request());
        boolean change = CHANGES.contains(chain.request().method());
        if (response.isSuccessful() && !(change && isDoubtful(response))) {
            return response;
        }
        try (response) {
            throw error(response.code(), response.peekBody(ERROR_BODY_BYTES).string(), response.header("Retry-After"),
                    response.message());
        }
    }

    /** OpenStack Swift labels an empty response {@code text/html}. */
    private static boolean isDoubtful(Response response) throws IOException {
        var body = response.peekBody(ERROR_BODY_BYTES).string().strip();
        boolean page = String.valueOf(response.header("Content-Type")).startsWith("text/html");
        return (page && !body.isEmpty() && !body.startsWith("<?xml")) || ERROR.matcher(body).find();
    }

    static S3Error error(int status, String body, @Nullable String retryAfter, String reason) {
        var code = CODE.matcher(body);
        var message = MESSAGE.matcher(body);
        return new S3Error(status, code.find() ? code.group(1) : "",
                message.find() ? plain(message.group(1)) : reason, seconds(retryAfter));
    }

    private static String plain(String xml) {
        return xml.replace("&quot;", "\"").replace("&apos;", "'").replace("&#39;", "'").replace("&lt;", "<")
                .replace("&gt;", ">").replace("&amp;", "&").strip();
    }

    /** The delay in seconds. The form with a date is ignored: object stores do not use it. */
    private static Optional<Duration> seconds(@Nullable String retryAfter) {
        return Optional.ofNullable(retryAfter).map(String::strip).filter(SECONDS.asMatchPredicate())
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }
}
