package io.maskexport.worker.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** Finds out at once whether a server can be reached: its own client would try for a long time. */
public final class ServerProbe {
    private static final int CONNECT_MILLIS = 3_000;

    private ServerProbe() {}

    /**
     * Connects to the first broker that can be reached.
     *
     * @param servers {@code host:port}, separated by commas
     * @throws IOException if there is none, with the reason for each and the remedy
     */
    static void check(String servers) throws IOException {
        var problems = new ArrayList<String>();
        for (var server : List.of(servers.split(","))) {
            var address = server.strip();
            int colon = address.lastIndexOf(':');
            var problem = problem(host(address.substring(0, colon)), Integer.parseInt(address.substring(colon + 1)));
            if (problem.isEmpty()) {
                return;
            }
            problems.add("the broker at " + address + " cannot be reached: " + problem);
        }
        throw new IOException(String.join("; ", problems)
                + "; check KAFKA_BOOTSTRAP_SERVERS, and whether the broker is running");
    }

    private static String host(String text) {
        int at = text.indexOf("://");
        var bare = at < 0 ? text : text.substring(at + "://".length());
        return bare.startsWith("[") && bare.endsWith("]") ? bare.substring(1, bare.length() - 1) : bare;
    }

    /** Why no connection to a server can be opened; empty if one can. */
    public static String problem(String host, int port) {
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            return "unknown host";
        }
        try (var socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
            return "";
        } catch (SocketTimeoutException _) {
            return "no answer within " + CONNECT_MILLIS / 1_000 + " s";
        } catch (NoRouteToHostException _) {
            return "no route to the host";
        } catch (ConnectException _) {
            return "connection refused";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
