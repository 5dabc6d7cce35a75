package org.dottedline.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dottedline.page.ReadsFields;
import org.dottedline.refusal.FieldError;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.PlainText;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * A form on a page brings exactly the fields that its method takes. One that it does not have is refused, as everywhere: whoever sends
 * it believes that it does something.
 */
class FieldsOfPages implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if ("POST".equals(request.getMethod())
                && handler instanceof HandlerMethod method
                && isPage(method)
                && !method.hasMethodAnnotation(ReadsFields.class)) {
            Set<String> known = known(method);
            List<FieldError> errors = new ArrayList<>();
            for (String name : Collections.list(request.getParameterNames())) {
                if (!known.contains(name)) {
                    errors.add(new FieldError(
                            PlainText.shown(name), "This form has no field “" + PlainText.shown(name) + "”."));
                }
            }
            if (!errors.isEmpty()) {
                throw new InvalidFields(errors);
            }
        }
        return true;
    }

    /** Neither the API, whose bodies are read otherwise, nor what the framework brings along. */
    private static boolean isPage(HandlerMethod method) {
        return method.getBeanType().isAnnotationPresent(Controller.class)
                && method.getBeanType().getPackageName().startsWith("org.dottedline");
    }

    private static Set<String> known(HandlerMethod method) {
        Set<String> known = new HashSet<>(Set.of("_csrf"));
        for (Parameter parameter : method.getMethod().getParameters()) {
            RequestParam taken = AnnotatedElementUtils.getMergedAnnotation(parameter, RequestParam.class);
            if (taken != null) {
                known.add(taken.name().isEmpty() ? parameter.getName() : taken.name());
            }
        }
        return known;
    }
}
