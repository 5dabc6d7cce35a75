package org.dottedline.web.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.CsrfException;

/**
 * A form that was sent after its session had ended, or from before somebody signed in anew. It is refused like one that another site
 * sends, with 403; but who sent it hears why, and gets back what they typed.
 */
public class TooLate implements AccessDeniedHandler {

    private static final String NOTED = TooLate.class.getName();
    private static final int LONGEST = 500;

    private final AccessDeniedHandler denied = new AccessDeniedHandlerImpl();

    /**
     * What is known of such a form.
     *
     * @param signedOut whether nobody is signed in any more; else somebody is, with another session
     * @param back the path of the page that the form was on
     */
    public record Form(boolean signedOut, String back) {}

    /** The form, where this request was refused for coming too late. */
    public static Optional<Form> of(HttpServletRequest request) {
        return request.getAttribute(NOTED) instanceof Form form ? Optional.of(form) : Optional.empty();
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException, ServletException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        // whoever signs in has typed nothing but what must not be shown
        if (why instanceof CsrfException && !path.equals(PageSignIn.PATH)) {
            boolean signedOut = SecurityContextHolder.getContext().getAuthentication() == null;
            request.setAttribute(NOTED, new Form(signedOut, from(request).orElseGet(() -> pageOf(path))));
        }
        denied.handle(request, response, why);
    }

    /** The page of ours that a browser says it comes from. */
    private static Optional<String> from(HttpServletRequest request) {
        String said = request.getHeader(HttpHeaders.REFERER);
        if (said == null || said.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            URI page = URI.create(said);
            String host = request.getHeader(HttpHeaders.HOST);
            String context = request.getContextPath();
            String path = page.getRawPath();
            return host != null
                            && host.equalsIgnoreCase(page.getAuthority())
                            && path != null
                            && path.startsWith(context)
                    ? own(path.substring(context.length()))
                    : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private static Optional<String> own(@Nullable String path) {
        return path != null && path.startsWith("/") && !path.startsWith("//") && !path.equals(PageSignIn.PATH)
                ? Optional.of(path)
                : Optional.empty();
    }

    /** Most forms are sent to the page that they are on; what is done with a task has addresses below it. */
    private static String pageOf(String path) {
        String[] parts = path.split("/", 4);
        String page = parts.length == 4 && parts[1].equals("tasks") ? "/tasks/" + parts[2] : path;
        return page.length() > LONGEST ? "/" : own(page).orElse("/");
    }
}
