package org.dottedline.attachment.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dottedline.attachment.AttachmentLimits;
import org.dottedline.attachment.Attachments;
import org.dottedline.page.UploadPlace;
import org.dottedline.people.People;
import org.dottedline.refusal.NotFound;
import org.dottedline.trail.Ref;
import org.springframework.stereotype.Component;

/** Files are attached to a step by people of the two sides who see it. */
@Component
class AttachmentPlace implements UploadPlace {

    private static final Pattern PATH = Pattern.compile("/trails/([A-Z0-9.]{1,60})/attachments");

    private final Attachments attachments;
    private final AttachmentLimits limits;
    private final People people;

    AttachmentPlace(Attachments attachments, AttachmentLimits limits, People people) {
        this.attachments = attachments;
        this.limits = limits;
        this.people = people;
    }

    @Override
    public boolean isAt(String path) {
        return PATH.matcher(path).matches();
    }

    @Override
    public long most() {
        return limits.file();
    }

    @Override
    public void admit(String login, String path) {
        Matcher place = PATH.matcher(path);
        if (!place.matches()) {
            throw new NotFound("Files are not taken here.");
        }
        attachments.admit(
                people.find(login).orElseThrow(() -> new NotFound("There is no such person.")), Ref.of(place.group(1)));
    }
}
