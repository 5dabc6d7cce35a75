package org.dottedline.idea.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.commons.io.input.TeeInputStream;
import org.dottedline.idea.Export;
import org.dottedline.idea.Tool;
import org.dottedline.upload.HeldFileStore;
import org.dottedline.upload.HeldFiles;
import org.dottedline.upload.Source;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Files of ideas between their pages. */
@Configuration(proxyBeanMethods = false)
class IdeaFiles {

    /** What a look at a file found, without the ideas in it: they are read again when they are taken. */
    record Seen(Tool tool, String encoding, List<String> dropped, int struck) {}

    @Bean
    HeldFiles<Seen> heldIdeas(HeldFileStore store) {
        return store.of(Seen.class, IdeaFiles::look);
    }

    private static Seen look(Source source, OutputStream kept) throws IOException {
        Export export = Export.of(() -> new TeeInputStream(source.open(), kept));
        return new Seen(export.tool(), export.encoding(), export.dropped(), export.struck());
    }
}
