package org.dottedline.attachment.web;

import java.nio.charset.StandardCharsets;
import org.dottedline.attachment.Attachment;
import org.dottedline.attachment.Attachments;
import org.dottedline.people.Person;
import org.dottedline.trail.Ref;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Gives a version out, as a file to be saved and never as a page of ours. */
@Controller
class AttachmentContent {

    private final Attachments attachments;

    AttachmentContent(Attachments attachments) {
        this.attachments = attachments;
    }

    @GetMapping("/trails/{ref}/attachments/{id}")
    ResponseEntity<Resource> content(Person person, @PathVariable String ref, @PathVariable String id) {
        Attachment attachment = attachments.open(person, Ref.of(ref), id);
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(attachment.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .cacheControl(CacheControl.noStore().cachePrivate())
                .eTag("\"" + attachment.sha256() + "\"")
                .contentType(MediaType.parseMediaType(attachment.type().mediaType()))
                .contentLength(attachment.size())
                .body(new InputStreamResource(() -> attachments.content(attachment)));
    }
}
