package org.dottedline.api;

import io.swagger.v3.oas.annotations.Hidden;
import org.dottedline.refusal.NotFound;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whatever the API does not have, answered as a problem like everything else. */
@Hidden
@RestController
class UnknownCall {

    @RequestMapping("/api/**")
    void unknown() {
        throw new NotFound("There is no such call; see /v3/api-docs.");
    }
}
