package dev.riffle.query.rest.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of every operation, as the annotations of its method have them. The scanner takes
 * several parameters that are references for one, and loses those that follow.
 */
final class DeclaredParameters {
  private static final DotName OPERATION =
      DotName.createSimple("org.eclipse.microprofile.openapi.annotations.Operation");
  private static final DotName PARAMETER =
      DotName.createSimple("org.eclipse.microprofile.openapi.annotations.parameters.Parameter");
  private static final DotName SEVERAL =
      DotName.createSimple("org.eclipse.microprofile.openapi.annotations.parameters.Parameters");

  private final Map<String, List<Parameter>> byOperation = new LinkedHashMap<>();

  DeclaredParameters(IndexView index) {
    for (AnnotationInstance operation : index.getAnnotations(OPERATION)) {
      AnnotationValue id = operation.value("operationId");
      if (id != null && operation.target().kind() == AnnotationTarget.Kind.METHOD) {
        AnnotationTarget method = operation.target();
        byOperation.put(
            id.asString(),
            Stream.concat(
                    Stream.ofNullable(method.annotation(PARAMETER)),
                    Stream.ofNullable(method.annotation(SEVERAL))
                        .flatMap(several -> Stream.of(several.value().asNestedArray())))
                .map(DeclaredParameters::parameter)
                .toList());
      }
    }
  }

  /** Puts them in place of what the scanner found, but for parameters that no annotation names. */
  void writeTo(Operation operation) {
    List<Parameter> declared = byOperation.getOrDefault(operation.getOperationId(), List.of());
    if (declared.isEmpty()) {
      return;
    }
    List<Parameter> all = new ArrayList<>();
    List<Parameter> found = Objects.requireNonNullElse(operation.getParameters(), List.of());
    for (Parameter parameter : found) {
      if (parameter.getRef() == null
          && declared.stream().noneMatch(each -> name(each).equals(parameter.getName()))) {
        all.add(parameter);
      }
    }
    all.addAll(declared);
    operation.setParameters(all);
  }

  /** Parameters that operations share have the name of their component. */
  private static String name(Parameter parameter) {
    String ref = parameter.getRef();
    return ref == null ? parameter.getName() : ref.substring(ref.lastIndexOf('/') + 1);
  }

  private static Parameter parameter(AnnotationInstance declared) {
    AnnotationValue ref = declared.value("ref");
    if (ref != null) {
      return OASFactory.createParameter().ref(ref.asString());
    }
    Parameter parameter =
        OASFactory.createParameter()
            .name(declared.value("name").asString())
            .in(Parameter.In.valueOf(declared.value("in").asEnum()))
            .schema(schema(declared.value("schema")));
    AnnotationValue description = declared.value("description");
    AnnotationValue required = declared.value("required");
    AnnotationValue example = declared.value("example");
    if (description != null) {
      parameter.setDescription(description.asString());
    }
    if (required != null) {
      parameter.setRequired(required.asBoolean());
    }
    if (example != null) {
      parameter.setExample(example.asString());
    }
    return parameter;
  }

  private static Schema schema(@Nullable AnnotationValue declared) {
    Schema schema = OASFactory.createSchema();
    if (declared == null) {
      return schema.type(List.of(SchemaType.STRING));
    }
    AnnotationInstance annotation = declared.asNested();
    AnnotationValue type = annotation.value("type");
    AnnotationValue format = annotation.value("format");
    AnnotationValue values = annotation.value("enumeration");
    AnnotationValue absent = annotation.value("defaultValue");
    schema.setType(
        List.of(
            type == null
                ? SchemaType.STRING
                : SchemaType.valueOf(type.asEnum().toUpperCase(Locale.ROOT))));
    if (format != null) {
      schema.setFormat(format.asString());
    }
    if (values != null) {
      schema.setEnumeration(List.of((Object[]) values.asStringArray()));
    }
    if (absent != null) {
      schema.setDefaultValue(absent.asString());
    }
    return schema;
  }
}
