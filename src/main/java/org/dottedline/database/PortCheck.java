package org.dottedline.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Whether the web server will get its port, asked before the database starts: that is the more patient way round. */
final class PortCheck {

    private PortCheck() {}

    static void requireFree(Environment environment) {
        int port = environment.getProperty("server.port", Integer.class, 8080);
        if (port > 0) {
            requireFree(environment.getProperty("server.address"), port, "SERVER");
        }
        Integer management = environment.getProperty("management.server.port", Integer.class);
        if (management != null && management > 0) {
            if (management == port) {
                throw new StartFailure(
                        "DOTTEDLINE_MANAGEMENT_PORT is " + port + ", as SERVER_PORT is",
                        "give it a port of its own, or leave it out");
            }
            requireFree(environment.getProperty("management.server.address"), management, "DOTTEDLINE_MANAGEMENT");
        }
    }

    private static void requireFree(@Nullable String address, int port, String variable) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true); // as the web server does
            socket.bind(
                    address == null
                            ? new InetSocketAddress(port)
                            : new InetSocketAddress(InetAddress.getByName(address), port));
        } catch (UnknownHostException e) {
            throw new StartFailure("This machine has no address " + address, "correct " + variable + "_ADDRESS", e);
        } catch (IOException e) {
            throw busy(port, variable + "_PORT", e);
        }
    }

    static StartFailure busy(int port, Throwable cause) {
        return busy(port, "SERVER_PORT", cause);
    }

    private static StartFailure busy(int port, String variable, Throwable cause) {
        return new StartFailure(
                "Port " + port + " is busy or not allowed",
                "stop the program that uses it, or choose another port with " + variable + ", for example " + variable
                        + "=" + (port < 1024 ? 8080 : port == 65535 ? 65534 : port + 1),
                cause);
    }
}
