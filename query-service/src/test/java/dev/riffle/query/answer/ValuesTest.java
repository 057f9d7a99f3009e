package dev.riffle.query.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ValuesTest {
  @Test
  void allMeasuresStandSideBySideUnderTheirKeys() throws Exception {
    Map<String, Double> others = new LinkedHashMap<>();
    others.put("sum(amount)", 19.99);
    others.put("median(totals)", 2.0);
    Values values =
        new Values(
            OptionalLong.of(3),
            OptionalLong.empty(),
            OptionalDouble.empty(),
            OptionalDouble.of(12.5),
            Optional.of(List.of(2L, 1L)),
            others);

    assertThat(new ObjectMapper().registerModule(new Jdk8Module()).writeValueAsString(values))
        .isEqualTo(
            "{\"uniques\":3,\"activePercent\":12.5,\"frequency\":[2,1],"
                + "\"sum(amount)\":19.99,\"median(totals)\":2.0}");
  }
}
