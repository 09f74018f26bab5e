package io.maskexport.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports on loopback. */
final class FreePort {
    private FreePort() {}

    /** The port if nobody has it now; otherwise 0, which stands for any. */
    static int orAny(int wanted) {
        try (var _ = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return wanted;
        } catch (IOException e) {
            return 0;
        }
    }
}
