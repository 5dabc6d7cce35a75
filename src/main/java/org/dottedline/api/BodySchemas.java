package org.dottedline.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Describes the bodies that are no task forms. Whatever is not named here is refused by the call as an unknown field. */
@Component
class BodySchemas implements OpenApiCustomizer {

    private static final Schema<?> TEXT = new StringSchema();
    private static final Schema<?> DATE = new StringSchema().format("date");
    private static final Schema<?> AMOUNT = new StringSchema().pattern("[0-9]{1,9}(\\.[0-9]{1,2})?");
    private static final Schema<?> TEXTS = new ArraySchema().items(new StringSchema());

    private static final Map<String, Schema<?>> POSTED = Map.of(
            "/api/v1/deputies",
                    object(
                            List.of("deputy", "from", "until"),
                            Map.of("person", TEXT, "deputy", TEXT, "from", DATE, "until", DATE)),
            "/api/v1/trails/{ref}/withdraw", object(List.of("reason"), Map.of("reason", TEXT)),
            "/api/v1/trails/{ref}/requests", object(List.of("title"), Map.of("title", TEXT)),
            "/api/v1/trails/{ref}/remarks",
                    object(List.of("text"), Map.of("text", TEXT, "across", new BooleanSchema())),
            "/api/v1/trails/{ref}/now", object(List.of("task"), Map.of("task", TEXT)),
            "/api/v1/trails/{ref}/initiatives", object(List.of("community"), Map.of("community", TEXT)),
            "/api/v1/tasks/{id}/assign", object(List.of("person"), Map.of("person", TEXT)),
            "/api/v1/needs", object(List.of("lob", "title"), Map.of("lob", TEXT, "title", TEXT, "community", TEXT)),
            "/api/v1/limits",
                    object(
                            List.of("key", "value", "from"),
                            Map.of("key", TEXT, "unit", TEXT, "value", TEXT, "from", DATE)));

    private static final Map<String, Schema<?>> PUT = Map.of(
            "/api/v1/units/{id}",
                    object(List.of("name"), Map.of("kind", oneOf("lob", "community"), "name", TEXT, "groups", TEXTS)),
            "/api/v1/people/{login}",
                    object(
                            List.of("name", "roles"),
                            Map.of("name", TEXT, "roles", TEXTS, "password", TEXT, "enabled", new BooleanSchema())),
            "/api/v1/lobs/{id}/budget", object(List.of("value"), Map.of("value", AMOUNT, "from", DATE)),
            "/api/v1/communities/{id}/finances",
                    object(
                            List.of("income", "costs"),
                            Map.of(
                                    "currency",
                                    oneOf("EUR"),
                                    "floor",
                                    AMOUNT,
                                    "income",
                                    new ArraySchema()
                                            .items(object(
                                                    List.of("name", "kind", "monthly"),
                                                    Map.of(
                                                            "id", TEXT,
                                                            "name", TEXT,
                                                            "kind", oneOf("sponsor", "membership", "event", "other"),
                                                            "monthly", AMOUNT,
                                                            "restriction", TEXT))),
                                    "costs",
                                    new ArraySchema()
                                            .items(object(
                                                    List.of("name", "monthly"),
                                                    Map.of("id", TEXT, "name", TEXT, "monthly", AMOUNT))))));

    @Override
    public void customise(OpenAPI description) {
        POSTED.forEach((path, schema) -> describe(path(description, path).getPost(), schema));
        PUT.forEach((path, schema) -> describe(path(description, path).getPut(), schema));
    }

    /** A path that these bodies name and that no call has is a mistake of ours, to be seen at once. */
    private static PathItem path(OpenAPI description, String path) {
        PathItem item = description.getPaths().get(path);
        if (item == null) {
            throw new IllegalStateException("There is no call " + path + " to describe.");
        }
        return item;
    }

    private static void describe(Operation call, Schema<?> schema) {
        call.requestBody(new RequestBody()
                .required(true)
                .content(new Content().addMediaType("application/json", new MediaType().schema(schema))));
    }

    private static Schema<?> object(List<String> required, Map<String, Schema<?>> properties) {
        Schema<?> schema = new ObjectSchema().additionalProperties(false);
        properties.keySet().stream().sorted().forEach(name -> schema.addProperty(name, properties.get(name)));
        required.forEach(schema::addRequiredItem);
        return schema;
    }

    private static Schema<?> oneOf(String... values) {
        StringSchema schema = new StringSchema();
        List.of(values).forEach(schema::addEnumItem);
        return schema;
    }
}
