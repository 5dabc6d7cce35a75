package org.dottedline.idea.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.dottedline.engine.UserAction;
import org.dottedline.idea.Export;
import org.dottedline.idea.IdeaBox;
import org.dottedline.idea.Look;
import org.dottedline.idea.web.IdeaFiles.Seen;
import org.dottedline.page.Words;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.refusal.NotFound;
import org.dottedline.upload.BrokenFile;
import org.dottedline.upload.HeldFiles;
import org.dottedline.upload.HeldFiles.Held;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** From the file of an idea tool to the box: a look first, and nothing is in the box before it is taken as a whole. */
@Controller
class IdeaImportPages {

    private final IdeaBox box;
    private final HeldFiles<Seen> files;
    private final People people;
    private final UserAction userAction;
    private final Words words;

    IdeaImportPages(IdeaBox box, HeldFiles<Seen> files, People people, UserAction userAction, Words words) {
        this.box = box;
        this.files = files;
        this.people = people;
        this.userAction = userAction;
        this.words = words;
    }

    @GetMapping("/communities/{id}/ideas/import")
    ModelAndView upload(Person person, @PathVariable String id, HttpServletRequest request) {
        boolean tooLarge = request.getParameter("too-large") != null;
        return asked(
                person,
                id,
                tooLarge ? words.text("ideas.import.too-large") : null,
                tooLarge ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.OK);
    }

    private ModelAndView asked(Person person, String id, @Nullable String wrong, HttpStatus status) {
        IdeaBox.require(person, id);
        ModelAndView page = new ModelAndView("idea/upload", status);
        page.addObject("id", id);
        page.addObject("community", people.names().unit(id));
        page.addObject("wrong", wrong == null ? List.of() : wrong.lines().toList());
        return page;
    }

    @PostMapping("/communities/{id}/ideas/import")
    ModelAndView look(
            Person person, @PathVariable String id, @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        IdeaBox.require(person, id);
        if (file == null || file.isEmpty()) {
            boolean none = file == null
                    || Objects.toString(file.getOriginalFilename(), "").isEmpty();
            return asked(
                    person,
                    id,
                    words.text(none ? "ideas.import.no-file" : "ideas.import.empty"),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try (InputStream content = file.getInputStream()) {
            Held<Seen> held = files.hold(person.login(), id, content);
            return new ModelAndView("redirect:/communities/" + id + "/ideas/import/" + held.key());
        } catch (BrokenFile broken) {
            return asked(person, id, broken.sentence(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping("/communities/{id}/ideas/import/{key}")
    ModelAndView found(Person person, @PathVariable String id, @PathVariable String key) throws IOException {
        Held<Seen> held = held(person, id, key);
        Export export = export(held);
        Look look = box.look(person, id, export);
        ModelAndView page = new ModelAndView("idea/found");
        page.addObject("id", id);
        page.addObject("community", people.names().unit(id));
        page.addObject("key", key);
        page.addObject("seen", held.found());
        page.addObject("look", look);
        return page;
    }

    @PostMapping("/communities/{id}/ideas/import/{key}")
    String take(Person person, @PathVariable String id, @PathVariable String key, RedirectAttributes onward)
            throws IOException {
        Export export = export(held(person, id, key));
        Look look = userAction.run(() -> {
            Look taken = box.take(person, id, export);
            files.drop(person.login(), id, key);
            return taken;
        });
        onward.addFlashAttribute(
                "flash",
                List.of(words.text("ideas.import.done", look.fresh(), look.merged(), look.known(), look.changed())));
        return "redirect:/communities/" + id + "/ideas";
    }

    @PostMapping("/communities/{id}/ideas/import/{key}/drop")
    String drop(Person person, @PathVariable String id, @PathVariable String key) {
        IdeaBox.require(person, id);
        files.drop(person.login(), id, key);
        return "redirect:/communities/" + id + "/ideas";
    }

    private Export export(Held<Seen> held) throws IOException {
        try {
            return Export.of(held.kept());
        } catch (HeldFiles.Gone gone) {
            throw new NotFound(words.text("ideas.import.gone"));
        }
    }

    private Held<Seen> held(Person person, String id, String key) {
        IdeaBox.require(person, id);
        return files.find(person.login(), id, key).orElseThrow(() -> new NotFound(words.text("ideas.import.gone")));
    }
}
