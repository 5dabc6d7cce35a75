package org.dottedline.web;

import jakarta.servlet.http.HttpServletRequest;
import org.dottedline.page.Moments;
import org.dottedline.people.People;
import org.dottedline.web.guide.Guide;
import org.dottedline.web.security.DemoSignIn;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page its frame. */
@ControllerAdvice
class Frame {

    private final People people;
    private final DemoSignIn demo;
    private final Guide guide;
    private final Moments moments;

    Frame(People people, DemoSignIn demo, Guide guide, Moments moments) {
        this.people = people;
        this.demo = demo;
        this.guide = guide;
        this.moments = moments;
    }

    @ModelAttribute("shell")
    Shell shell(HttpServletRequest request) {
        return new Shell(request, people, demo, guide, moments);
    }
}
