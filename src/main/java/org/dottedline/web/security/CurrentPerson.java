package org.dottedline.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.dottedline.people.Person;

/** The person who makes this request, with the roles held at its beginning: read once per request, never kept in a session. */
public final class CurrentPerson {

    private static final String ATTRIBUTE = CurrentPerson.class.getName();

    private CurrentPerson() {}

    /** Empty where nobody is signed in, as on the sign-in page. */
    public static Optional<Person> of(HttpServletRequest request) {
        return Optional.ofNullable((Person) request.getAttribute(ATTRIBUTE));
    }

    static void set(HttpServletRequest request, Person person) {
        request.setAttribute(ATTRIBUTE, person);
    }
}
