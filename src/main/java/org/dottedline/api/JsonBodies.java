package org.dottedline.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.dottedline.refusal.InvalidFields;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * A call that changes something takes JSON or nothing, also where it has no use for a body: what a form of another site can send is
 * never one. Where a call takes no body, a field in it would be a wish that nobody reads, so it is refused as well.
 */
@Component
class JsonBodies implements HandlerInterceptor, WebMvcConfigurer {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final List<MediaType> JSON =
            List.of(MediaType.APPLICATION_JSON, new MediaType("application", "*+json"));
    private static final Set<String> NOTHING = Set.of("", "{}");
    /** Enough to see that there is something in a body that should be empty. */
    private static final int LOOKED_AT = 256;

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException, HttpMediaTypeNotSupportedException {
        if (READING.contains(request.getMethod())
                || !(handler instanceof HandlerMethod call)
                || !call.getBeanType().isAnnotationPresent(RestController.class)
                || call.getBeanType() == UnknownCall.class
                || !hasBody(request)) {
            return true;
        }
        if (!isJson(request.getContentType())) {
            throw new HttpMediaTypeNotSupportedException("A call takes application/json.");
        }
        if (Arrays.stream(call.getMethodParameters())
                        .noneMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                && !NOTHING.contains(new String(request.getInputStream().readNBytes(LOOKED_AT), StandardCharsets.UTF_8)
                        .replaceAll("\\s", ""))) {
            throw new InvalidFields("body", "This call takes no body.");
        }
        return true;
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    private static boolean isJson(@Nullable String type) {
        try {
            return type != null && JSON.stream().anyMatch(json -> json.includes(MediaType.parseMediaType(type)));
        } catch (InvalidMediaTypeException none) {
            return false;
        }
    }
}
