package org.dottedline.web.security;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.dottedline.people.Person;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Pages and calls that say who asks, so that signing in is tested without the product's own pages. Found by scanning, in every
 * test context: so they all share one.
 */
@Hidden
@RestController
class Probe {

    private final DemoSignIn demo;

    Probe(DemoSignIn demo) {
        this.demo = demo;
    }

    @GetMapping("/assets/probe-token")
    String token(CsrfToken token) {
        return token.getToken();
    }

    @GetMapping("/assets/probe-answer")
    String answer(HttpServletRequest request) {
        return SignInAnswer.of(request).toString();
    }

    @GetMapping({"/probe", "/api/probe"})
    String who(Person person) {
        return person.login() + " " + List.copyOf(person.groups());
    }

    @PostMapping({"/probe", "/api/probe"})
    String act(Person person) {
        return "done by " + person.login();
    }

    @PostMapping("/probe/continue")
    String goOn(@RequestParam String login, HttpServletRequest request, HttpServletResponse response) {
        demo.continueAs(login, request, response);
        return "going on";
    }

    @GetMapping("/api/probe/fails")
    String fails() {
        throw failure();
    }

    /** Tells all that no answer may tell, and tries to begin a line of the log. */
    static RuntimeException failure() {
        return new IllegalStateException(
                "select password from person where login = 'pmo' at /home/pmo/secret.java:7\r\n"
                        + "2026-01-01T00:00:00.000Z  WARN [main] [- - -] security : forged-by-probe");
    }
}
