package org.dottedline;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person at a browser that runs no script: reads pages and sends their forms, over a real socket. */
public final class Visitor {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final CookieManager cookies;
    private final HttpClient client;
    private final String host;
    private String token = "";

    private Visitor(int port) {
        this(port, new CookieManager(null, CookiePolicy.ACCEPT_ALL));
    }

    private Visitor(int port, CookieManager cookies) {
        this.host = "http://localhost:" + port;
        this.cookies = cookies;
        this.client = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /** The same browser, led to another node. */
    public Visitor elsewhere(int otherPort) {
        return new Visitor(otherPort, cookies);
    }

    /** Somebody who has not signed in. */
    public static Visitor at(int port) {
        return new Visitor(port);
    }

    /** A person of the demo, signed in by the form. */
    public static Visitor at(int port, String login) {
        Visitor visitor = new Visitor(port);
        visitor.open("/sign-in");
        visitor.send("/sign-in", "username", login, "password", login);
        return visitor;
    }

    /** The id of the session. */
    public String cookie() {
        return cookies.getCookieStore().getCookies().get(0).getValue();
    }

    /** What came back: where one ended up, the status, and the page. */
    public record Sheet(String path, int status, String html) {

        /** The text of the page: without tags, entities resolved, blanks as one. */
        public String text() {
            return html.replaceAll("(?s)<(script|style)\\b.*?</\\1>", " ")
                    .replaceAll("<[^>]*>", " ")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&#39;", "'")
                    .replace("&amp;", "&")
                    .replaceAll("\\s+", " ")
                    .strip();
        }

        /** What any two readings have in common: without the tokens of forms, and without the moment. */
        public String lasting() {
            return html.replaceAll("name=\"(_csrf|once)\" value=\"[^\"]*\"", "")
                    .replaceAll("<p class=\"printed\".*", "");
        }

        /** The start tag of the element with this id. */
        public String tag(String id) {
            Matcher tag = Pattern.compile("<[^<>]*\\sid=\"" + Pattern.quote(id) + "\"[^<>]*>")
                    .matcher(html);
            return tag.find() ? tag.group() : "";
        }

        /** All that a pattern with one group finds. */
        public List<String> all(String pattern) {
            List<String> found = new ArrayList<>();
            Matcher matcher = Pattern.compile(pattern).matcher(html);
            while (matcher.find()) {
                found.add(matcher.group(1));
            }
            return found;
        }
    }

    public Sheet open(String path) {
        return exchange(HttpRequest.newBuilder(URI.create(host + path))
                .header("Accept", "text/html")
                .GET());
    }

    /** What is at a path, as it comes: bytes and headers, nothing followed. */
    public HttpResponse<byte[]> fetch(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(host + path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Sends a form of the page that was opened last: its token goes along. */
    public Sheet send(String path, String... namesAndValues) {
        List<String> fields = new ArrayList<>(List.of(namesAndValues));
        fields.add("_csrf");
        fields.add(token);
        return sendWithoutToken(path, fields.toArray(String[]::new));
    }

    /** Sends a form with its token, as a browser does from a page of another site. */
    public Sheet sendFrom(String origin, String path, String... namesAndValues) {
        List<String> fields = new ArrayList<>(List.of(namesAndValues));
        fields.add("_csrf");
        fields.add(token);
        return exchange(form(path, fields.toArray(String[]::new)).header("Origin", origin));
    }

    public Sheet sendWithoutToken(String path, String... namesAndValues) {
        return exchange(form(path, namesAndValues));
    }

    private HttpRequest.Builder form(String path, String... namesAndValues) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            body.append(i == 0 ? "" : "&")
                    .append(namesAndValues[i])
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return HttpRequest.newBuilder(URI.create(host + path))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    /** Sends a form with a file: each field a part, the token of the page that was opened last among them. */
    public Sheet upload(String path, String field, String name, byte[] file) {
        return upload(path, token, field, name, file);
    }

    public Sheet uploadWithoutToken(String path, String field, String name, byte[] file) {
        return upload(path, "", field, name, file);
    }

    private Sheet upload(String path, String proof, String field, String name, byte[] file) {
        String head = "--part-of-a-visitor\r\nContent-Disposition: form-data; name=\"";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes((head + "_csrf\"\r\n\r\n" + proof + "\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes((head + field + "\"; filename=\"" + name + "\"\r\nContent-Type: text/csv\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--part-of-a-visitor--\r\n".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(host + path))
                .header("Accept", "text/html")
                .header("Content-Type", "multipart/form-data; boundary=part-of-a-visitor")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        // this client would send the type of the body on to where it is led, which no browser does
        HttpClient once = HttpClient.newBuilder()
                .cookieHandler(client.cookieHandler().orElseThrow())
                .build();
        try {
            HttpResponse<String> answer = once.send(request, HttpResponse.BodyHandlers.ofString());
            String led = answer.headers().firstValue("Location").orElse(null);
            return led == null
                    ? new Sheet(path, answer.statusCode(), answer.body())
                    : open(led.startsWith(host) ? led.substring(host.length()) : led);
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Sheet exchange(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Matcher found = TOKEN.matcher(answer.body());
            if (found.find()) {
                token = found.group(1);
            }
            return new Sheet(answer.uri().getPath(), answer.statusCode(), answer.body());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
