package org.dottedline.web.guide;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What the keyboard can do, for who has no script to ask for it by a key. */
@Controller
class KeysPage {

    @GetMapping("/help/keys")
    String keys() {
        return "guide/keys";
    }
}
