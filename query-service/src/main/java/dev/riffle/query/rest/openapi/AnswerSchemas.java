package dev.riffle.query.rest.openapi;

import dev.riffle.query.answer.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Corrects the schemas that were read off the records of answers: an empty {@code Optional} is a
 * field that is not there, not a null, and every other field always is.
 */
final class AnswerSchemas {
  private AnswerSchemas() {}

  static void correct(Map<String, Schema> schemas) {
    schemas.forEach((name, schema) -> {
      // those of requests were written by hand
      if (schema.getRequired() == null && schema.getAdditionalPropertiesBoolean() == null) {
        requirePresent(schema);
      }
    });
    Schema values = schemas.get("Values");
    if (values != null) {
      values.removeProperty("others");
      values.setRequired(null);
      values.setAdditionalPropertiesSchema(
          OASFactory.createSchema()
              .type(List.of(SchemaType.NUMBER))
              .description("Every other measure, by its key."));
    }
    Schema answer = schemas.get("Answer");
    if (answer != null) {
      answer.setType(null);
      answer.setProperties(null);
      answer.setRequired(null);
      for (Class<?> kind : Answer.class.getPermittedSubclasses()) {
        answer.addOneOf(
            OASFactory.createSchema().ref("#/components/schemas/" + kind.getSimpleName()));
      }
    }
    Schema value = schemas.get("PropertyValue");
    if (value != null) {
      value
          .type(
              List.of(
                  SchemaType.STRING,
                  SchemaType.NUMBER,
                  SchemaType.BOOLEAN,
                  SchemaType.ARRAY,
                  SchemaType.NULL))
          .description("A property's value as it was sent: 1, \"1\" and true are three values.");
      value.setProperties(null);
    }
  }

  private static void requirePresent(Schema schema) {
    Map<String, Schema> properties = schema.getProperties();
    if (properties == null) {
      return;
    }
    List<String> required = new ArrayList<>();
    properties.forEach((name, property) -> {
      if (isOptional(property)) {
        schema.addProperty(name, withoutNull(property));
      } else {
        required.add(name);
      }
    });
    if (!required.isEmpty()) {
      schema.setRequired(required);
    }
  }

  private static boolean isOptional(Schema property) {
    List<SchemaType> types = property.getType();
    return (types != null && types.contains(SchemaType.NULL))
        || (property.getAnyOf() != null
            && property.getAnyOf().stream().anyMatch(AnswerSchemas::isNull));
  }

  private static Schema withoutNull(Schema property) {
    if (property.getAnyOf() != null) {
      return property.getAnyOf().stream().filter(each -> !isNull(each)).findFirst().orElseThrow();
    }
    List<SchemaType> types =
        property.getType().stream().filter(type -> type != SchemaType.NULL).toList();
    return OASFactory.createSchema()
        .type(types)
        .format(property.getFormat())
        .items(property.getItems());
  }

  private static boolean isNull(Schema schema) {
    return schema.getType() != null && schema.getType().equals(List.of(SchemaType.NULL));
  }
}
