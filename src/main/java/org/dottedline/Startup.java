package org.dottedline;

import org.dottedline.database.Database;
import org.dottedline.demo.DemoStory;
import org.dottedline.engine.Jobs;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The last steps of a start, in their order: the demo is told, the jobs run, and then it says that it is ready. */
@Component
class Startup implements ApplicationRunner {

    private final DemoStory story;
    private final Jobs jobs;
    private final Database database;
    private final ApplicationContext context;

    Startup(DemoStory story, Jobs jobs, Database database, ApplicationContext context) {
        this.story = story;
        this.jobs = jobs;
        this.database = database;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        story.tellOnce();
        if (database.isEmbedded()) {
            jobs.freeAll();
        }
        jobs.start();
    }

    @EventListener
    void ready(AvailabilityChangeEvent<ReadinessState> change) {
        if (change.getState() == ReadinessState.ACCEPTING_TRAFFIC
                && context instanceof WebServerApplicationContext web
                && web.getWebServer() != null) {
            System.out.println("Dotted Line is ready at http://localhost:"
                    + web.getWebServer().getPort());
        }
    }
}
