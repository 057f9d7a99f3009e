package dev.riffle.query.rest.openapi;

import dev.riffle.query.rest.problem.Problem;
import dev.riffle.query.rest.problem.ProblemType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Which problems an operation can answer with, as responses of the document. */
final class Refusals {
  private static final List<ProblemType> ALWAYS =
      List.of(
          ProblemType.MISSING_KEY,
          ProblemType.UNKNOWN_KEY,
          ProblemType.KEY_LACKS_SCOPE,
          ProblemType.NOT_ACCEPTABLE,
          ProblemType.INTERNAL_ERROR,
          ProblemType.METADATA_UNAVAILABLE);
  private static final List<ProblemType> WITH_BODY =
      List.of(
          ProblemType.MALFORMED_JSON,
          ProblemType.INVALID_BODY,
          ProblemType.BODY_TOO_LARGE,
          ProblemType.UNSUPPORTED_MEDIA_TYPE);
  private static final List<ProblemType> OF_QUESTION =
      List.of(
          ProblemType.RANGE_REVERSED,
          ProblemType.UNKNOWN_TIME_ZONE,
          ProblemType.UNKNOWN_EVENT,
          ProblemType.UNKNOWN_PROPERTY,
          ProblemType.UNKNOWN_SEGMENT,
          ProblemType.TOO_MANY_BUCKETS,
          ProblemType.TOO_MANY_QUESTIONS,
          ProblemType.SERVICE_BUSY);
  private static final List<ProblemType> OF_CHOSEN_ID =
      List.of(ProblemType.INVALID_QUERY_ID, ProblemType.QUERY_ID_IN_USE);
  private static final List<ProblemType> OF_ENGINE =
      List.of(
          ProblemType.QUESTION_TOO_LARGE,
          ProblemType.ENGINE_UNAVAILABLE,
          ProblemType.QUESTION_TIMED_OUT);

  private Refusals() {}

  /** Adds one response for each status, in order, naming the codes. */
  static void describe(Operation operation) {
    Map<Integer, List<ProblemType>> byStatus =
        of(operation).stream()
            .distinct()
            .sorted()
            .collect(Collectors.groupingBy(ProblemType::status, TreeMap::new, Collectors.toList()));
    byStatus.forEach((status, types) ->
        operation.getResponses().addAPIResponse(String.valueOf(status), response(types)));
  }

  private static List<ProblemType> of(Operation operation) {
    List<ProblemType> types = new ArrayList<>(ALWAYS);
    if (operation.getRequestBody() != null) {
      types.addAll(WITH_BODY);
    }
    switch (operation.getOperationId()) {
      case "segmentation",
          "funnel",
          "paths",
          "retention",
          "lifecycle",
          "stickiness",
          "sessions",
          "revenue" -> {
        types.addAll(OF_CHOSEN_ID);
        types.addAll(OF_QUESTION);
        types.addAll(OF_ENGINE);
      }
      case "people" -> {
        types.addAll(OF_QUESTION);
        types.addAll(OF_ENGINE);
      }
      case "estimateQuestion" -> {
        types.addAll(OF_QUESTION);
        types.addAll(OF_ENGINE);
      }
      case "questionProgress" ->
          types.addAll(List.of(ProblemType.QUESTION_NOT_RUNNING, ProblemType.TOO_MANY_STREAMS));
      case "cancelQuestion" -> types.add(ProblemType.QUESTION_NOT_RUNNING);
      case "explanation" -> types.add(ProblemType.ANSWER_NOT_FOUND);
      case "featureUsage" -> {
        types.add(ProblemType.INVALID_PARAMETER);
        types.addAll(OF_CHOSEN_ID);
        types.addAll(OF_QUESTION);
        types.addAll(OF_ENGINE);
      }
      case "exportEvents" -> {
        types.addAll(
            List.of(
                ProblemType.INVALID_PARAMETER,
                ProblemType.RANGE_REVERSED,
                ProblemType.UNKNOWN_TIME_ZONE,
                ProblemType.UNKNOWN_EVENT,
                ProblemType.TOO_MANY_QUESTIONS,
                ProblemType.SERVICE_BUSY));
        types.addAll(OF_ENGINE);
      }
      case "events", "properties" -> {
        types.add(ProblemType.INVALID_PARAMETER);
        types.addAll(OF_ENGINE);
      }
      case "propertyValues" -> {
        types.addAll(List.of(ProblemType.INVALID_PARAMETER, ProblemType.PROPERTY_NOT_FOUND));
        types.addAll(OF_ENGINE);
      }
      case "createProject" ->
          types.addAll(List.of(ProblemType.UNKNOWN_TIME_ZONE, ProblemType.NAME_TAKEN));
      case "changeProject" ->
          types.addAll(List.of(ProblemType.UNKNOWN_TIME_ZONE, ProblemType.PROJECT_NOT_FOUND));
      case "revokeKey" ->
          types.addAll(
              List.of(
                  ProblemType.PROJECT_NOT_FOUND,
                  ProblemType.KEY_NOT_FOUND,
                  ProblemType.KEY_IN_USE));
      case "project", "keys", "issueKey" -> types.add(ProblemType.PROJECT_NOT_FOUND);
      case "aliases", "findPersons" -> {
        types.add(ProblemType.INVALID_PARAMETER);
        types.addAll(OF_ENGINE);
      }
      case "previewAlias", "person", "personEvents" -> {
        types.addAll(List.of(ProblemType.INVALID_PARAMETER, ProblemType.PERSON_NOT_FOUND));
        types.addAll(OF_ENGINE);
      }
      case "group" -> {
        types.addAll(List.of(ProblemType.INVALID_PARAMETER, ProblemType.GROUP_NOT_FOUND));
        types.addAll(OF_ENGINE);
      }
      case "mergePersons", "undoAlias" -> {
        types.addAll(List.of(ProblemType.PERSON_NOT_FOUND, ProblemType.ALIAS_CONFLICT));
        types.addAll(OF_ENGINE);
      }
      case "createSegment" ->
          types.addAll(
              List.of(
                  ProblemType.UNKNOWN_EVENT,
                  ProblemType.UNKNOWN_PROPERTY,
                  ProblemType.UNKNOWN_SEGMENT,
                  ProblemType.NAME_TAKEN,
                  ProblemType.SEGMENT_CONFLICT));
      case "changeSegment" ->
          types.addAll(
              List.of(
                  ProblemType.UNKNOWN_EVENT,
                  ProblemType.UNKNOWN_PROPERTY,
                  ProblemType.UNKNOWN_SEGMENT,
                  ProblemType.SEGMENT_NOT_FOUND,
                  ProblemType.NAME_TAKEN,
                  ProblemType.SEGMENT_CONFLICT));
      case "segment", "segmentVersions" -> types.add(ProblemType.SEGMENT_NOT_FOUND);
      case "deleteSegment" ->
          types.addAll(List.of(ProblemType.SEGMENT_NOT_FOUND, ProblemType.SEGMENT_CONFLICT));
      case "savedQuestion" -> types.add(ProblemType.SAVED_QUESTION_NOT_FOUND);
      case "createQuestion", "createDashboard" ->
          types.addAll(
              List.of(
                  ProblemType.RANGE_REVERSED,
                  ProblemType.UNKNOWN_TIME_ZONE,
                  ProblemType.NAME_TAKEN,
                  ProblemType.SAVED_CONFLICT));
      case "changeQuestion" ->
          types.addAll(
              List.of(
                  ProblemType.RANGE_REVERSED,
                  ProblemType.UNKNOWN_TIME_ZONE,
                  ProblemType.SAVED_QUESTION_NOT_FOUND,
                  ProblemType.NAME_TAKEN,
                  ProblemType.SAVED_CONFLICT));
      case "deleteQuestion" ->
          types.addAll(List.of(ProblemType.SAVED_QUESTION_NOT_FOUND, ProblemType.SAVED_CONFLICT));
      case "answerOfSavedQuestion" -> {
        types.addAll(
            List.of(
                ProblemType.INVALID_PARAMETER,
                ProblemType.SAVED_QUESTION_NOT_FOUND,
                ProblemType.SAVED_QUESTION_OUTDATED));
        types.addAll(OF_QUESTION);
        types.addAll(OF_ENGINE);
      }
      case "askSavedQuestion" -> {
        types.addAll(
            List.of(ProblemType.SAVED_QUESTION_NOT_FOUND, ProblemType.SAVED_QUESTION_OUTDATED));
        types.addAll(OF_CHOSEN_ID);
        types.addAll(OF_QUESTION);
        types.addAll(OF_ENGINE);
      }
      case "dashboard", "deleteDashboard" -> types.add(ProblemType.DASHBOARD_NOT_FOUND);
      case "changeDashboard" ->
          types.addAll(
              List.of(
                  ProblemType.RANGE_REVERSED,
                  ProblemType.UNKNOWN_TIME_ZONE,
                  ProblemType.DASHBOARD_NOT_FOUND,
                  ProblemType.NAME_TAKEN,
                  ProblemType.SAVED_CONFLICT));
      case "annotation", "deleteAnnotation" -> types.add(ProblemType.ANNOTATION_NOT_FOUND);
      case "annotations" ->
          types.addAll(
              List.of(
                  ProblemType.INVALID_PARAMETER,
                  ProblemType.RANGE_REVERSED,
                  ProblemType.UNKNOWN_TIME_ZONE));
      case "createAnnotation" -> types.add(ProblemType.SAVED_CONFLICT);
      case "changeAnnotation" ->
          types.addAll(List.of(ProblemType.ANNOTATION_NOT_FOUND, ProblemType.SAVED_CONFLICT));
      case "snapshotSegment" -> {
        types.addAll(
            List.of(
                ProblemType.SEGMENT_NOT_FOUND,
                ProblemType.NAME_TAKEN,
                ProblemType.SEGMENT_CONFLICT,
                ProblemType.TOO_MANY_QUESTIONS,
                ProblemType.SERVICE_BUSY));
        types.addAll(OF_ENGINE);
      }
      case "previewPopulation", "previewMembers", "rfm" -> {
        types.add(ProblemType.INVALID_PARAMETER);
        types.addAll(OF_QUESTION);
        types.addAll(OF_ENGINE);
      }
      case "segmentSize", "segmentSizes", "segmentMembers", "segmentChanges", "segmentOverlaps" -> {
        types.addAll(
            List.of(
                ProblemType.INVALID_PARAMETER,
                ProblemType.SEGMENT_NOT_FOUND,
                ProblemType.TOO_MANY_BUCKETS,
                ProblemType.TOO_MANY_QUESTIONS,
                ProblemType.SERVICE_BUSY));
        types.addAll(OF_ENGINE);
      }
      case "segmentWhy" -> {
        types.addAll(
            List.of(
                ProblemType.INVALID_PARAMETER,
                ProblemType.SEGMENT_NOT_FOUND,
                ProblemType.PERSON_NOT_FOUND,
                ProblemType.TOO_MANY_QUESTIONS,
                ProblemType.SERVICE_BUSY));
        types.addAll(OF_ENGINE);
      }
      case "runningQuestions", "projects", "segments", "savedQuestions", "dashboards" -> {}
      default ->
          throw new IllegalStateException("say what " + operation.getOperationId() + " refuses");
    }
    return types;
  }

  private static APIResponse response(List<ProblemType> types) {
    String description =
        types.stream()
            .map(type -> "[`%s`](%s): %s.".formatted(type.code(), type.page(), type.title()))
            .collect(Collectors.joining(" "));
    APIResponse response =
        OASFactory.createAPIResponse()
            .description(description)
            .content(
                OASFactory.createContent()
                    .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                            .schema(OASFactory.createSchema().ref("Problem"))));
    if (types.stream().anyMatch(ProblemType::retryable)) {
      response.addHeader(
          "Retry-After",
          OASFactory.createHeader()
              .description("Seconds after which to try again.")
              .schema(OASFactory.createSchema().type(Arrays.asList(Schema.SchemaType.INTEGER))));
    }
    return response;
  }
}
