package org.dottedline.research.web;

import java.util.regex.Pattern;
import org.dottedline.page.UploadPlace;
import org.dottedline.people.People;
import org.dottedline.people.Role;
import org.dottedline.refusal.NotFound;
import org.springframework.stereotype.Component;

/** Files of surveys are read for managers of communities; whose task it is, its page asks. */
@Component
class SurveyPlace implements UploadPlace {

    private static final Pattern PATH = Pattern.compile("/tasks/[A-Za-z0-9-]{1,64}/survey");

    private final People people;

    SurveyPlace(People people) {
        this.people = people;
    }

    @Override
    public boolean isAt(String path) {
        return PATH.matcher(path).matches();
    }

    @Override
    public long most() {
        return 50L * 1024 * 1024;
    }

    @Override
    public void admit(String login, String path) {
        if (people.find(login)
                .filter(person -> person.holds(Role.COMMUNITY_MANAGER))
                .isEmpty()) {
            throw new NotFound("There is no such task that you can see.");
        }
    }
}
