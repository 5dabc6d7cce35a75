package org.dottedline.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.dottedline.page.Moments;
import org.dottedline.page.Words;
import org.dottedline.people.People;
import org.dottedline.refusal.Changed;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.MovedOn;
import org.dottedline.refusal.NotFound;
import org.dottedline.refusal.Refusal;
import org.dottedline.refusal.Separated;
import org.dottedline.watch.Refusals;
import org.dottedline.web.guide.Guide;
import org.dottedline.web.security.DemoSignIn;
import org.dottedline.web.security.TooLate;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Says no on a page: what was refused and why, never how the machine is built. */
@ControllerAdvice
class ErrorPages implements ErrorViewResolver {

    private static final String VIEW = "web/error";

    private final People people;
    private final DemoSignIn demo;
    private final Guide guide;
    private final Moments moments;
    private final Words words;
    private final Refusals refusals;
    private final TypedFields typed;

    ErrorPages(
            People people,
            DemoSignIn demo,
            Guide guide,
            Moments moments,
            Words words,
            Refusals refusals,
            TypedFields typed) {
        this.people = people;
        this.demo = demo;
        this.guide = guide;
        this.moments = moments;
        this.words = words;
        this.refusals = refusals;
        this.typed = typed;
    }

    @ExceptionHandler
    ModelAndView refused(Refusal refusal, HttpServletRequest request) {
        if ("GET".equals(request.getMethod())) { // what an action refuses, it counts
            refusals.count(refusal);
        }
        HttpStatus status = status(refusal);
        ModelAndView page = page(status, refusal.sentence());
        // a page drawn for a refusal gets no attributes from the frame
        page.addObject("shell", new Shell(request, people, demo, guide, moments));
        return page;
    }

    @Override
    public ModelAndView resolveErrorView(HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        return TooLate.of(request)
                .map(late -> tooLate(late, status, request))
                .orElseGet(() -> page(status, words.text("error." + kind(status) + ".sentence")));
    }

    private ModelAndView tooLate(TooLate.Form late, HttpStatus status, HttpServletRequest request) {
        ModelAndView page = new ModelAndView("web/late", status);
        page.addObject("late", late);
        page.addObject("kept", typed.of(request));
        return page;
    }

    private static ModelAndView page(HttpStatus status, String sentence) {
        ModelAndView page = new ModelAndView(VIEW, status);
        page.addObject("status", status.value());
        page.addObject("kind", kind(status));
        page.addObject("sentence", sentence);
        return page;
    }

    private static HttpStatus status(Refusal refusal) {
        if (refusal instanceof NotFound) {
            return HttpStatus.NOT_FOUND;
        }
        if (refusal instanceof Forbidden || refusal instanceof Separated) {
            return HttpStatus.FORBIDDEN;
        }
        return refusal instanceof MovedOn || refusal instanceof Changed
                ? HttpStatus.CONFLICT
                : HttpStatus.UNPROCESSABLE_CONTENT;
    }

    private static String kind(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "not-found";
            case FORBIDDEN -> "forbidden";
            case CONFLICT -> "moved-on";
            case UNPROCESSABLE_CONTENT -> "refused";
            case SERVICE_UNAVAILABLE -> "busy";
            default -> status.is4xxClientError() ? "unreadable" : "unexpected";
        };
    }
}
