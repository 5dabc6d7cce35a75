package org.dottedline.idea.web;

import java.util.List;
import org.dottedline.csv.HeldFiles;
import org.dottedline.idea.Export;
import org.dottedline.idea.Tool;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Files of ideas between their pages. */
@Configuration(proxyBeanMethods = false)
class IdeaFiles {

    /** What a look at a file found, without the ideas in it: they are read again when they are taken. */
    record Seen(Tool tool, String encoding, List<String> dropped, int struck) {}

    @Bean
    HeldFiles<Seen> heldIdeas() {
        return new HeldFiles<>(source -> {
            Export export = Export.of(source);
            return new Seen(export.tool(), export.encoding(), export.dropped(), export.struck());
        });
    }
}
