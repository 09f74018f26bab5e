package io.maskexport.worker.bucket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import io.maskexport.worker.failure.BrokenAnswer;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.MinioAsyncClient;
import io.minio.credentials.AwsConfigProvider;
import io.minio.credentials.AwsEnvironmentProvider;
import io.minio.credentials.ChainedProvider;
import io.minio.credentials.IamAwsProvider;
import io.minio.credentials.MinioEnvironmentProvider;
import io.minio.credentials.Provider;
import io.minio.credentials.StaticProvider;
import io.minio.errors.MinioException;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/**
 * The SDK on an HTTP client of our own: no redirects (a store's redirect could make us call any host), no built-in
 * retries (a silently repeated conditional write would find its own object), and a bounded number of concurrent
 * requests.
 */
final class S3Connection implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofMinutes(5);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final OkHttpClient http;
    private final MinioAsyncClient client;

    S3Connection(S3Settings settings) {
        var plain = http(settings);
        http = settings.caFile().map(file -> trusting(plain, file)).orElse(plain);
        client = MinioAsyncClient.builder().endpoint(settings.endpoint().toString()).region(settings.region())
                .credentialsProvider(provider(settings.credentials(), plain)).httpClient(http).build();
        client.setRetry(null, null, null);
    }

    /**
     * Sends one request and waits for the response.
     *
     * @throws Exception the failure that the SDK wrapped
     */
    <T> T call(Function<MinioAsyncClient, CompletableFuture<T>> request) throws Exception {
        var answer = request.apply(client);
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case IllegalArgumentException cause -> new BrokenAnswer("unreadable answer", cause);
                case Exception cause -> cause;
                case null, default -> e;
            };
        }
    }

    URI signedLink(ObjectRef ref, Duration valid) throws IOException {
        try {
            return URI.create(client.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder().method(Http.Method.GET)
                    .bucket(ref.bucket()).object(ref.key()).expiry(Math.toIntExact(valid.toSeconds())).build()));
        } catch (MinioException e) {
            throw new IOException("cannot sign a link to " + ref, e);
        }
    }

    @Override
    public void close() {
        http.dispatcher().cancelAll();
        http.connectionPool().evictAll();
        threads.shutdownNow();
    }

    private OkHttpClient http(S3Settings settings) {
        var dispatcher = new Dispatcher(threads);
        dispatcher.setMaxRequests(settings.maxRequests());
        dispatcher.setMaxRequestsPerHost(settings.maxRequests());
        return new OkHttpClient.Builder().dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(settings.maxRequests(), 1, TimeUnit.MINUTES)).followRedirects(false)
                .followSslRedirects(false).retryOnConnectionFailure(false).connectTimeout(CONNECT).callTimeout(CALL)
                .readTimeout(settings.readTimeout()).writeTimeout(settings.readTimeout())
                .addInterceptor(new ErrorAnswers()).build();
    }

    /** @param http client for the platform's services, without the store's certificates */
    private static Provider provider(S3Credentials credentials, OkHttpClient http) {
        return switch (credentials) {
            case S3Credentials.StaticKeys(var access, var secret) -> new StaticProvider(access, secret, null);
            case S3Credentials.EnvironmentKeys() ->
                new ChainedProvider(new AwsEnvironmentProvider(), new MinioEnvironmentProvider());
            case S3Credentials.PlatformIdentity(var endpoint) ->
                new IamAwsProvider(endpoint.map(URI::toString).orElse(null), http);
            case S3Credentials.ConfigProfile(var name) -> new AwsConfigProvider(null, name);
        };
    }

    private static OkHttpClient trusting(OkHttpClient http, Path certificates) {
        try (var in = Files.newInputStream(certificates)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca" + store.size(), certificate);
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            var manager = (X509TrustManager) factory.getTrustManagers()[0];
            var context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return http.newBuilder().sslSocketFactory(context.getSocketFactory(), manager).build();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("cannot trust the certificates of " + certificates, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
