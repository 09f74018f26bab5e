package io.maskexport.sandbox;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.function.UnaryOperator;

import io.maskexport.worker.bucket.S3Credentials;
import io.maskexport.worker.bucket.S3Settings;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/**
 * An S3 server in this process: S3Proxy on a folder, with signature checks. Each page of a listing reads the whole
 * folder, so keep prefixes below about 2,000 objects; a key cannot be both an object and a folder.
 */
public final class EmbeddedS3 implements AutoCloseable {
    public static final String ACCESS_KEY = "sandbox";
    public static final String SECRET_KEY = "sandbox-secret";

    private final Path folder;
    private final boolean temporary;
    private S3Proxy server;

    private EmbeddedS3(Path folder, boolean temporary, UnaryOperator<S3Proxy.Builder> access) {
        this.folder = folder;
        this.temporary = temporary;
        this.server = server(folder, access);
    }

    private static S3Proxy server(Path folder, UnaryOperator<S3Proxy.Builder> access) {
        var properties = new Properties();
        properties.setProperty("jclouds.filesystem.basedir", folder.toString());
        properties.setProperty("jclouds.identity", ACCESS_KEY);
        properties.setProperty("jclouds.credential", SECRET_KEY);
        return access.apply(S3Proxy.builder().blobStore(BlobStores.create("filesystem", properties)))
                .ignoreUnknownHeaders(true) // such as a session token
                .stopTimeout(0).build();
    }

    private static UnaryOperator<S3Proxy.Builder> open(int port) {
        return builder -> builder.awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .endpoint(URI.create("http://127.0.0.1:" + port));
    }

    /** Starts a server on a free loopback port, with a folder that is deleted on close. */
    public static EmbeddedS3 start() throws IOException {
        return started(new EmbeddedS3(Files.createTempDirectory("embedded-s3"), true, open(0)));
    }

    /** Starts a TLS-only server that accepts one key pair, on a free port, with a folder that is deleted on close. */
    public static EmbeddedS3 secured(ServerCertificate certificate, String accessKey, String secretKey)
            throws IOException {
        return started(new EmbeddedS3(Files.createTempDirectory("embedded-s3"), true,
                builder -> builder.awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
                        .secureEndpoint(URI.create("https://127.0.0.1:0"))
                        .keyStore(certificate.keyStore().toString(), certificate.password())));
    }

    /**
     * Starts a server on a folder that is kept.
     *
     * @param port 0 for a free one
     */
    public static EmbeddedS3 start(Path folder, int port) throws IOException {
        return started(new EmbeddedS3(Files.createDirectories(folder), false, open(port)));
    }

    public URI endpoint() {
        return server.getSecurePort() > 0
                ? URI.create("https://127.0.0.1:" + server.getSecurePort())
                : URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** Settings for a client of this server. */
    public S3Settings settings() {
        return S3Settings.of(endpoint(), new S3Credentials.StaticKeys(ACCESS_KEY, SECRET_KEY));
    }

    /** Creates a bucket unless it exists; a bucket is a folder here. */
    public void createBucket(String name) throws IOException {
        Files.createDirectories(folder.resolve(name));
    }

    /**
     * Stops an open server at once, whatever it is doing, and restarts it with the same folder and port.
     *
     * @param downtime how long there is no server
     */
    public void restart(Duration downtime) throws IOException, InterruptedException {
        int port = server.getPort();
        stop();
        Thread.sleep(downtime);
        server = server(folder, open(port));
        startServer();
    }

    @Override
    public void close() throws IOException {
        stop();
        if (temporary) {
            FolderContent.delete(folder);
        }
    }

    private void stop() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("the S3 server does not stop", e);
        }
    }

    private static EmbeddedS3 started(EmbeddedS3 server) throws IOException {
        server.startServer();
        return server;
    }

    private void startServer() throws IOException {
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException("the S3 server does not start", e);
        }
    }
}
