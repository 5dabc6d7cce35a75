package org.dottedline.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.dottedline.database.Outage;
import org.dottedline.refusal.Changed;
import org.dottedline.refusal.FieldError;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.KeyReused;
import org.dottedline.refusal.MovedOn;
import org.dottedline.refusal.NotFound;
import org.dottedline.refusal.Refusal;
import org.dottedline.refusal.RuleRefused;
import org.dottedline.refusal.Separated;
import org.dottedline.watch.Refusals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers of the API that say no, as RFC 9457 problems. No stack, no SQL, no path of the machine. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(annotations = RestController.class)
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final Refusals refusals;

    Problems(Refusals refusals) {
        this.refusals = refusals;
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(Refusal refusal, HttpServletRequest request) {
        if ("GET".equals(request.getMethod())) { // what an action refuses, it counts
            refusals.count(refusal);
        }
        return answer(refusal);
    }

    private static ResponseEntity<Object> answer(Refusal refusal) {
        if (refusal instanceof InvalidFields invalid) {
            return problem(HttpStatus.UNPROCESSABLE_CONTENT, "fields", refusal.sentence(), invalid.errors());
        }
        if (refusal instanceof RuleRefused rule) {
            return problem(HttpStatus.UNPROCESSABLE_CONTENT, "rule", refusal.sentence(), rule.errors());
        }
        if (refusal instanceof KeyReused) {
            return problem(HttpStatus.UNPROCESSABLE_CONTENT, "key-reused", refusal.sentence(), List.of());
        }
        if (refusal instanceof Separated) {
            return problem(HttpStatus.FORBIDDEN, "separation", refusal.sentence(), List.of());
        }
        if (refusal instanceof Forbidden) {
            return problem(HttpStatus.FORBIDDEN, "forbidden", refusal.sentence(), List.of());
        }
        if (refusal instanceof MovedOn || refusal instanceof Changed) {
            return problem(HttpStatus.CONFLICT, "moved-on", refusal.sentence(), List.of());
        }
        if (refusal instanceof NotFound) {
            return problem(HttpStatus.NOT_FOUND, "not-found", refusal.sentence(), List.of());
        }
        throw new IllegalStateException("No answer for " + refusal.getClass());
    }

    /** The container takes a form apart only when it is asked for; more than a thousand fields it does not take at all. */
    @ExceptionHandler
    ResponseEntity<Object> unreadable(InvalidParameterException failure) {
        return problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "fields",
                "This call has too many parameters, or one that cannot be read.",
                List.of());
    }

    @ExceptionHandler
    ResponseEntity<Object> broken(Exception failure, HttpServletRequest request) {
        Optional<Outage> outage = Outage.behind(failure);
        if (outage.isPresent()) {
            boolean unsure = outage.get() == Outage.AWAY && !"GET".equals(request.getMethod());
            LOG.warn(
                    "Not answered, the database is {}: {}",
                    outage.get(),
                    failure.getClass().getName());
            refusals.outage();
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, OutageProblem.RETRY_AFTER)
                    .body(detail(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            OutageProblem.TYPE,
                            OutageProblem.sentence(outage.get(), unsure),
                            List.of()));
        }
        LOG.error("An API call failed", failure);
        return problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "failure",
                "Something went wrong here; nothing was changed.",
                List.of());
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyLimit.TooLarge) {
                return problem(HttpStatus.CONTENT_TOO_LARGE, "too-large", BodyLimit.SENTENCE, List.of());
            }
        }
        return problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "fields",
                "The body is not a JSON object as this call takes it.",
                List.of(new FieldError("body", "The body is not a JSON object as this call takes it.")));
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception failure,
            @org.jspecify.annotations.Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        HttpStatus answer =
                status.value() == 400 ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.valueOf(status.value());
        String type = answer == HttpStatus.NOT_FOUND
                ? "not-found"
                : answer == HttpStatus.UNPROCESSABLE_CONTENT ? "fields" : "request";
        return ResponseEntity.status(answer)
                .headers(headers)
                .body(detail(answer, type, "This call cannot be read: " + answer.getReasonPhrase() + ".", List.of()));
    }

    private static ResponseEntity<Object> problem(
            HttpStatus status, String type, String sentence, List<FieldError> errors) {
        return ResponseEntity.status(status).body(detail(status, type, sentence, errors));
    }

    private static ProblemDetail detail(HttpStatus status, String type, String sentence, List<FieldError> errors) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, sentence);
        problem.setType(java.net.URI.create("urn:dottedline:" + type));
        problem.setTitle(status.getReasonPhrase());
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return problem;
    }
}
