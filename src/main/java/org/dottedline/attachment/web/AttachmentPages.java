package org.dottedline.attachment.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dottedline.attachment.Attachment;
import org.dottedline.attachment.AttachmentLimits;
import org.dottedline.attachment.Attachments;
import org.dottedline.attachment.FileType;
import org.dottedline.attachment.Opening;
import org.dottedline.page.Crumb;
import org.dottedline.page.DrawnForm;
import org.dottedline.page.DrawnForm.Field;
import org.dottedline.page.DrawnForm.Problem;
import org.dottedline.page.Moment;
import org.dottedline.page.Moments;
import org.dottedline.page.Words;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Side;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.NotFound;
import org.dottedline.trail.Ref;
import org.dottedline.trail.Trails;
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

/** The files that one's own side keeps at a step, and the form that adds one. */
@Controller
class AttachmentPages {

    private static final int PER_PAGE = 50;

    private final Attachments attachments;
    private final AttachmentLimits limits;
    private final Trails trails;
    private final People people;
    private final Moments moments;
    private final Words words;

    AttachmentPages(
            Attachments attachments,
            AttachmentLimits limits,
            Trails trails,
            People people,
            Moments moments,
            Words words) {
        this.attachments = attachments;
        this.limits = limits;
        this.trails = trails;
        this.people = people;
        this.moments = moments;
        this.words = words;
    }

    /**
     * A version of a file.
     *
     * @param opens whether this person may read what is in it
     * @param hash the whole of it, {@code beginning} what tells it apart from others
     * @param aside why it no longer counts, and who said so; absent while it does
     * @param opened who opened it, for oversight alone
     * @param earlier the versions before it, where it is the newest
     */
    record Version(
            String id,
            String name,
            int version,
            String side,
            String type,
            String size,
            String who,
            Moment at,
            boolean opens,
            boolean own,
            String beginning,
            String hash,
            @Nullable String aside,
            @Nullable List<Opened> opened,
            List<Version> earlier) {}

    /** Who opened a version, how often and when last. */
    record Opened(String who, int times, Moment last) {}

    /** What is taken, said before one chooses. */
    record Taken(String accept, String kinds, String file, String step, String used) {}

    @GetMapping("/trails/{ref}/attachments")
    ModelAndView list(
            Person person,
            @PathVariable String ref,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(name = "too-large", required = false) @Nullable String tooLarge) {
        return tooLarge == null
                ? page(person, Ref.of(ref), after, List.of(), HttpStatus.OK)
                : page(
                        person,
                        Ref.of(ref),
                        null,
                        List.of(Problem.at(
                                Attachments.FILE,
                                words.text("attachments.too-large", AttachmentLimits.inWords(limits.file())))),
                        HttpStatus.CONTENT_TOO_LARGE);
    }

    @PostMapping("/trails/{ref}/attachments")
    ModelAndView add(
            Person person,
            @PathVariable String ref,
            @RequestParam(required = false) @Nullable MultipartFile file,
            RedirectAttributes onward)
            throws IOException {
        Ref at = Ref.of(ref);
        attachments.admit(person, at);
        if (file == null || Objects.toString(file.getOriginalFilename(), "").isEmpty() && file.isEmpty()) {
            return refused(person, at, List.of(Problem.at(Attachments.FILE, words.text("attachments.no-file"))));
        }
        Path content = Files.createTempFile("dottedline-attachment-", "");
        try {
            file.transferTo(content);
            Attachment kept = attachments.keep(person, at, Objects.toString(file.getOriginalFilename(), ""), content);
            onward.addFlashAttribute("flash", List.of(words.text("attachments.kept", kept.name(), kept.version())));
            return new ModelAndView("redirect:/trails/" + at + "/attachments");
        } catch (InvalidFields invalid) {
            return refused(
                    person,
                    at,
                    invalid.errors().stream()
                            .map(error -> Problem.at(error.field(), error.message()))
                            .toList());
        } finally {
            Files.deleteIfExists(content);
        }
    }

    private ModelAndView refused(Person person, Ref ref, List<Problem> problems) {
        return page(person, ref, null, problems, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView page(
            Person person, Ref ref, @Nullable String after, List<Problem> problems, HttpStatus status) {
        Map<String, Object> model = head(person, ref);
        List<Attachment> newest = attachments.newest(person, ref, after, PER_PAGE + 1);
        List<Attachment> shown = newest.subList(0, Math.min(PER_PAGE, newest.size()));
        Map<String, String> names = new HashMap<>();
        List<Attachment> before = attachments.earlier(shown);
        Map<String, List<Attachment>> earlier = before.stream().collect(Collectors.groupingBy(AttachmentPages::name));
        Map<Attachment.Id, List<Opening>> openings = attachments.openings(
                person, ref, Stream.concat(shown.stream(), before.stream()).toList());
        model.put(
                "files",
                shown.stream()
                        .map(attachment -> version(
                                person,
                                attachment,
                                names,
                                openings,
                                earlier.getOrDefault(name(attachment), List.of()).stream()
                                        .map(one -> version(person, one, names, openings, List.of()))
                                        .toList()))
                        .toList());
        model.put(
                "next",
                newest.size() > PER_PAGE
                        ? "/trails/" + ref + "/attachments?after="
                                + shown.get(PER_PAGE - 1).id().text()
                        : null);
        model.put("side", person.side().word());
        model.put("keeps", Attachments.keeps(person));
        model.put("taken", taken(person, ref));
        model.put(
                "form",
                new DrawnForm(
                        List.of(Field.of(Attachments.FILE, "file", words.text("attachments.file"), null, "")
                                .with(problems)),
                        problems));
        return new ModelAndView("attachment/attachments", model, status);
    }

    private Map<String, Object> head(Person person, Ref ref) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("ref", ref.text());
        model.put("step", trails.visible(person, ref).title());
        model.put(
                "crumbs",
                trails.way(ref).entrySet().stream()
                        .map(step -> new Crumb(step.getKey().text(), step.getValue()))
                        .toList());
        return model;
    }

    private Taken taken(Person person, Ref ref) {
        return new Taken(
                Stream.of(FileType.values())
                        .flatMap(type -> type.endings().stream())
                        .map(ending -> "." + ending)
                        .collect(Collectors.joining(",")),
                Stream.of(FileType.values()).map(FileType::word).collect(Collectors.joining(", ")),
                AttachmentLimits.inWords(limits.file()),
                AttachmentLimits.inWords(limits.step()),
                AttachmentLimits.inWords(attachments.used(person, ref)));
    }

    private static String name(Attachment attachment) {
        return attachment.id().side() + "/" + attachment.name();
    }

    private Version version(
            Person person,
            Attachment attachment,
            Map<String, String> names,
            Map<Attachment.Id, List<Opening>> openings,
            List<Version> earlier) {
        Attachment.SetAside aside = attachment.aside();
        return new Version(
                attachment.id().text(),
                attachment.name(),
                attachment.version(),
                attachment.id().side().word(),
                attachment.type().word(),
                AttachmentLimits.inWords(attachment.size()),
                nameOf(attachment.login(), names),
                moments.minute(attachment.at()),
                Attachments.opens(person, attachment),
                attachment.id().side() == person.side(),
                attachment.sha256().substring(0, 12),
                attachment.sha256(),
                aside == null ? null : words.text("attachments.aside", nameOf(aside.login(), names), aside.reason()),
                person.side() != Side.OVERSIGHT
                        ? null
                        : openings.getOrDefault(attachment.id(), List.of()).stream()
                                .map(one ->
                                        new Opened(nameOf(one.login(), names), one.times(), moments.minute(one.last())))
                                .toList(),
                earlier);
    }

    /** Asks for each person once, however much they keep. */
    private String nameOf(String login, Map<String, String> names) {
        return names.computeIfAbsent(
                login, one -> people.find(one).map(Person::name).orElse(one));
    }

    @GetMapping("/trails/{ref}/attachments/{id}/set-aside")
    ModelAndView ask(Person person, @PathVariable String ref, @PathVariable String id) {
        return asked(person, Ref.of(ref), id, "", List.of(), HttpStatus.OK);
    }

    @PostMapping("/trails/{ref}/attachments/{id}/set-aside")
    ModelAndView setAside(
            Person person,
            @PathVariable String ref,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes onward) {
        try {
            attachments.setAside(person, Ref.of(ref), id, reason.replace("\r\n", "\n"));
        } catch (InvalidFields refusal) {
            return asked(
                    person,
                    Ref.of(ref),
                    id,
                    reason,
                    List.of(Problem.at("reason", refusal.sentence())),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Attachment attachment = attachments.find(person, Ref.of(ref), id);
        onward.addFlashAttribute(
                "flash", List.of(words.text("attachments.set-aside", attachment.name(), attachment.version())));
        return new ModelAndView("redirect:/trails/" + Ref.of(ref) + "/attachments");
    }

    private ModelAndView asked(
            Person person, Ref ref, String id, String reason, List<Problem> problems, HttpStatus status) {
        Attachment attachment = attachments.find(person, ref, id);
        if (attachment.id().side() != person.side() || attachment.aside() != null) {
            throw new NotFound(words.text("attachments.not-to-set-aside"));
        }
        Map<String, Object> model = head(person, ref);
        model.put("file", version(person, attachment, new HashMap<>(), Map.of(), List.of()));
        model.put(
                "form",
                new DrawnForm(
                        List.of(Field.of(
                                        "reason",
                                        "textarea",
                                        words.text("attachments.reason"),
                                        words.text("attachments.reason.help"),
                                        reason)
                                .with(problems)),
                        problems));
        return new ModelAndView("attachment/set-aside", model, status);
    }
}
