package io.maskexport.contracts;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TraceContextTest {
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static TraceContext of(String parent, String state) {
        return new TraceContext(Optional.of(parent), Optional.of(state));
    }

    @ParameterizedTest
    @ValueSource(strings = {PARENT, "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what-the-future-brings"})
    void a_parent_is_passed_on(String parent) {
        assertThat(of(parent, "a=1").parent()).contains(parent);
        assertThat(of(parent, "a=1").id()).contains("0af7651916cd43dd8448eb211c80319c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", PARENT + "-more", PARENT + "\n",
        "ff" + "-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1"})
    void an_invalid_parent_leaves_no_trace(String parent) {
        assertThat(of(parent, "a=1")).isEqualTo(TraceContext.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1", "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE", "a=1 , b=2,,", "1a-b*c/d@vendor= x y"})
    void a_state_is_passed_on(String state) {
        assertThat(of(PARENT, state).state()).contains(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a", "=1", "A=1", "a=", "a=\u00e9", "a=1\n", "a=1=2"})
    void an_invalid_state_is_dropped_alone(String state) {
        assertThat(of(PARENT, state)).isEqualTo(new TraceContext(Optional.of(PARENT), Optional.empty()));
    }

    @Test
    void a_state_is_bounded() {
        assertThat(of(PARENT, "a=1,".repeat(31) + "a=1").state()).isPresent();
        assertThat(of(PARENT, "a=1,".repeat(32) + "a=1").state()).isEmpty();
        assertThat(of(PARENT, "a=" + "x".repeat(256) + ",b=" + "x".repeat(253)).state()).isEmpty();
    }
}
