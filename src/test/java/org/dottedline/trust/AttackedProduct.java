package org.dottedline.trust;

import org.dottedline.ProductTest;
import org.dottedline.engine.Jobs;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The running product with every kind of task open, for whoever attacks it over HTTP. */
@ProductTest
abstract class AttackedProduct {

    @LocalServerPort
    int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Autowired
    JdbcClient jdbc;

    OpenTasks tasks;

    /** Sees that nothing changes meanwhile. */
    Unchanged unchanged;

    @Autowired
    private Jobs jobs;

    @BeforeEach
    void everyTaskIsOpen() {
        tasks = OpenTasks.at(port);
        unchanged = new Unchanged(jdbc, jobs);
    }
}
