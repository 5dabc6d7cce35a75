package org.dottedline.idea.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dottedline.page.UploadPlace;
import org.dottedline.people.People;
import org.dottedline.people.Role;
import org.dottedline.refusal.NotFound;
import org.springframework.stereotype.Component;

/** Files of ideas are read for the managers of their community. */
@Component
class IdeaPlace implements UploadPlace {

    private static final Pattern PATH = Pattern.compile("/communities/([a-z][a-z0-9-]{0,39})/ideas/import");

    private final People people;

    IdeaPlace(People people) {
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
        Matcher of = PATH.matcher(path);
        if (!of.matches()
                || people.find(login)
                        .filter(person -> person.holds(Role.COMMUNITY_MANAGER, of.group(1)))
                        .isEmpty()) {
            throw new NotFound("There is no such idea box.");
        }
    }
}
