package org.dottedline.web.security;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** A page that fails in a way that nobody foresaw. Found by scanning, in every test context: so they all share one. */
@Controller
class ProbePage {

    @GetMapping("/probe/fails")
    String fails() {
        throw Probe.failure();
    }

    @PostMapping("/probe/fails")
    String failsToo() {
        throw Probe.failure();
    }
}
