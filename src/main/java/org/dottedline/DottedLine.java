package org.dottedline;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts Dotted Line: pages, API, engine and, unless told otherwise, its own PostgreSQL. */
@SpringBootApplication
public class DottedLine {

    public static void main(String[] arguments) {
        SpringApplication.run(DottedLine.class, arguments);
    }
}
