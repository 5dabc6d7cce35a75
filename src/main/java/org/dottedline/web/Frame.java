package org.dottedline.web;

import jakarta.servlet.http.HttpServletRequest;
import org.dottedline.people.People;
import org.dottedline.web.security.CurrentPerson;
import org.dottedline.web.security.DemoSignIn;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page its frame. */
@ControllerAdvice
class Frame {

    private final People people;
    private final DemoSignIn demo;

    Frame(People people, DemoSignIn demo) {
        this.people = people;
        this.demo = demo;
    }

    @ModelAttribute("shell")
    Shell shell(HttpServletRequest request) {
        return new Shell(CurrentPerson.of(request), request.getServletPath(), people, demo);
    }
}
