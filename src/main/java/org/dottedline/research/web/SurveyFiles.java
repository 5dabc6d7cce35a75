package org.dottedline.research.web;

import org.dottedline.research.survey.Survey;
import org.dottedline.upload.HeldFileStore;
import org.dottedline.upload.HeldFiles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Survey files between their pages. */
@Configuration(proxyBeanMethods = false)
class SurveyFiles {

    @Bean
    HeldFiles<Survey> heldSurveys(HeldFileStore store) {
        return store.of(Survey.class, Survey::of);
    }
}
