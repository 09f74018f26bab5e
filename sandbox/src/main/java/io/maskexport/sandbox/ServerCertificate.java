package io.maskexport.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A self-signed certificate for loopback servers, valid for a day.
 *
 * @param keyStore PKCS 12, with the private key, for the servers
 * @param password of the key store
 * @param pem only the certificate, for clients to trust
 */
public record ServerCertificate(Path keyStore, String password, Path pem) {
    private static final String ALIAS = "server";

    /** Creates one with the JDK's keytool, in an existing folder. */
    public static ServerCertificate make(Path folder, String password) throws IOException, InterruptedException {
        var certificate = new ServerCertificate(folder.resolve("server.p12"), password, folder.resolve("server.pem"));
        certificate.keytool("-genkeypair", "-storetype", "PKCS12", "-keyalg", "EC", "-groupname", "secp256r1",
                "-validity", "1", "-dname", "CN=localhost", "-ext", "SAN=dns:localhost,ip:127.0.0.1");
        certificate.keytool("-exportcert", "-rfc", "-file", certificate.pem.toString());
        return certificate;
    }

    /** Runs keytool on the key store; the password is passed in an environment variable, not on the command line. */
    private void keytool(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", ALIAS, "-keystore", keyStore.toString(), "-storepass:env", "STORE_PASSWORD"));
        var log = Files.createTempFile("keytool", ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("STORE_PASSWORD", password);
        int status = builder.start().waitFor();
        var output = Files.readString(log);
        Files.delete(log);
        if (status != 0) {
            throw new IOException("keytool: " + output);
        }
    }
}
