package org.dottedline.tasklist.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.dottedline.tasklist.form.Choice;
import org.dottedline.tasklist.form.Field;
import org.dottedline.tasklist.form.Forms;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Describes the API from what it is made of: the body of completing a task is one of the forms, field by field. */
@Component
class FormSchemas implements OpenApiCustomizer {

    private static final String REFERENCE = "#/components/schemas/";

    private final Forms forms;

    FormSchemas(Forms forms) {
        this.forms = forms;
    }

    @Override
    public void customise(OpenAPI description) {
        description.info(
                new Info()
                        .title("Dotted Line")
                        .version("v1")
                        .description(
                                "Everything the pages do, a script can do, through the same gate. Decimals are strings, dates are"
                                        + " 2026-05-31, instants are UTC; a refusal is application/problem+json with a type urn:dottedline:…."));
        if (description.getComponents() == null) {
            description.components(new Components());
        }
        description
                .getComponents()
                .addSecuritySchemes(
                        "basic",
                        new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"));
        description.addSecurityItem(new SecurityRequirement().addList("basic"));
        List<String> ids = forms.ids().stream().sorted().toList();
        ids.forEach(id ->
                description.getComponents().addSchemas(id, schema(forms.of(id).fields())));
        for (String call : List.of("complete", "try")) {
            body(
                    description,
                    "/api/v1/tasks/{id}/" + call,
                    new Schema<>()
                            .oneOf(ids.stream()
                                    .<Schema>map(FormSchemas::reference)
                                    .toList()));
        }
        body(description, "/api/v1/goals", reference("revise-board-goal"));
    }

    private static Schema<?> reference(String form) {
        return new Schema<>().$ref(REFERENCE + form);
    }

    private static void body(OpenAPI description, String path, Schema<?> schema) {
        var item = description.getPaths().get(path);
        if (item != null && item.getPost() != null) {
            item.getPost()
                    .requestBody(new RequestBody()
                            .required(true)
                            .content(new Content().addMediaType("application/json", new MediaType().schema(schema))));
        }
    }

    private static Schema<?> schema(List<Field> fields) {
        Schema<?> schema = new ObjectSchema().additionalProperties(false);
        for (Field field : fields) {
            schema.addProperty(field.key(), property(field).description(described(field)));
            if (field.required()) {
                schema.addRequiredItem(field.key());
            }
        }
        return schema;
    }

    private static Schema<?> property(Field field) {
        return switch (field.type()) {
            case "radio", "select" -> choice(field);
            case "checklist" -> new ArraySchema().items(choice(field)).uniqueItems(true);
            case "checkbox" -> new BooleanSchema();
            case "datetime" -> new StringSchema().format("date");
            case "dynamiclist" -> new ArraySchema().items(schema(field.rows()));
            case "number" ->
                field.decimalDigits() == 0
                        ? new IntegerSchema().minimum(field.min()).maximum(field.max())
                        : new StringSchema().pattern("-?[0-9]+(\\.[0-9]{1," + field.decimalDigits() + "})?");
            default -> new StringSchema().maxLength(field.maxLength());
        };
    }

    private static Schema<String> choice(Field field) {
        StringSchema schema = new StringSchema();
        field.choices().stream().map(Choice::value).forEach(schema::addEnumItem);
        return schema;
    }

    private static String described(Field field) {
        return field.requiredWhen() == null
                ? field.label()
                : field.label() + " (needed when " + field.requiredWhen().field() + " is "
                        + String.join(
                                " or ",
                                field.requiredWhen().values().stream().sorted().toList()) + ")";
    }
}
