package org.dottedline.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.dottedline.database.Outage;

/** What the API says while the database is away or has too much to do: a problem {@code urn:dottedline:busy} with status 503. */
public final class OutageProblem {

    /** After how many seconds it is worth asking again. */
    public static final String RETRY_AFTER = "5";

    static final String TYPE = "busy";

    private OutageProblem() {}

    /** @param unsure whether what was sent may have been kept all the same */
    static String sentence(Outage outage, boolean unsure) {
        String why = switch (outage) {
            case AWAY -> "The database does not answer.";
            case BUSY -> "Too much is going on at this moment.";
            case HELD -> "Somebody else is at the same thing and takes long.";
        };
        return why + (unsure ? " Look whether this was kept before you send it again." : " Nothing was changed.");
    }

    /** Writes the body; all its parts are texts of ours without anything to escape. */
    public static void write(HttpServletResponse response, Outage outage, boolean unsure) throws IOException {
        byte[] body = ("{\"type\":\"urn:dottedline:" + TYPE + "\",\"title\":\"Service Unavailable\",\"status\":503,"
                        + "\"detail\":\"" + sentence(outage, unsure) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/problem+json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
