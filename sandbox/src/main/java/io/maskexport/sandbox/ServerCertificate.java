package io.maskexport.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate for servers on the loopback, signed by itself, valid for a day.
 *
 * @param keyStore PKCS 12, with the key, for the servers
 * @param password of the key store
 * @param pem the certificate alone, for clients to trust
 */
public record ServerCertificate(Path keyStore, String password, Path pem) {
    private static final String ALIAS = "server";

    /** Makes one with the JDK's keytool, in a folder that exists. */
    public static ServerCertificate make(Path folder, String password) throws IOException, InterruptedException {
        var certificate = new ServerCertificate(folder.resolve("server.p12"), password, folder.resolve("server.pem"));
        certificate.keytool("-genkeypair", "-storetype", "PKCS12", "-keyalg", "EC", "-groupname", "secp256r1",
                "-validity", "1", "-dname", "CN=localhost", "-ext", "SAN=dns:localhost,ip:127.0.0.1");
        certificate.keytool("-exportcert", "-rfc", "-file", certificate.pem.toString());
        return certificate;
    }

    /** Does what is asked with the key store; the password goes by a variable, not by the command line. */
    private void keytool(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", ALIAS, "-keystore", keyStore.toString(), "-storepass:env", "STORE_PASSWORD"));
        var log = Files.createTempFile("keytool", ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("STORE_PASSWORD", password);
        int status = builder.start().waitFor();
        var said = Files.readString(log);
        Files.delete(log);
        if (status != 0) {
            throw new IOException("keytool: " + said);
        }
    }
}
