package io.maskexport.render;

import java.util.List;

import io.maskexport.geometry.Geometry.Rectangle;
import io.maskexport.picture.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Three overlapping boxes and two of equal size, pixel by pixel. */
class DrawOrderTest {
    private static final int WIDTH = 7;

    /**
     * In file order: a small box of class 2, a large one of class 1, one of class 3 between them in size, and over the right
     * edge two equal ones of classes 4 and 1.
     */
    private static Scene scene(DrawOrder order) {
        var scene = new Scene(WIDTH, 4, 5).add(2, new Rectangle(1, 1, 2, 2)).add(1, new Rectangle(0, 0, 4, 3))
                .add(3, new Rectangle(2, 1, 4, 2)).add(4, new Rectangle(5, 0, 6, 1)).add(1, new Rectangle(5, 1, 6, 2));
        scene.order = order;
        return scene;
    }

    private static DrawOrder order(String text) {
        return text.contains("c")
                ? new DrawOrder.ByClass(List.of(text.split(" ")))
                : DrawOrder.ByRule.valueOf(text);
    }

    private static String text(int[] values) {
        var rows = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            rows.append(i > 0 && i % WIDTH == 0 ? " " : "").append(values[i]);
        }
        return rows.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            REFERENCE  | 1111144 1223311 1223311 1111100
            AREA_DESC  | 1111144 1223311 1223311 1111100
            ANNOTATION | 1111144 1133311 1133311 1111100
            c3         | 1111144 1233311 1233311 1111100
            c3 c2      | 1111144 1223311 1223311 1111100
            c2 c3      | 1111144 1233311 1233311 1111100
            c2 c1 c4   | 1111144 1111144 1111111 1111100
            c5         | 1111144 1223311 1223311 1111100
            c1 c1 c2   | 1111144 1221111 1221111 1111100
            """)
    void the_order_decides_which_object_is_seen(String order, String expected) {
        assertThat(text(scene(order(order)).machine().pixels())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"AREA_DESC", "ANNOTATION", "c3", "c3 c2", "c2 c1 c4"})
    void all_kinds_of_masks_have_the_same_order(String order) {
        var scene = scene(order(order));
        var machine = scene.machine().pixels();
        var semantic = scene.semantic().pixels();
        for (int i = 0; i < machine.length; i++) {
            int rgb = machine[i] == 0 ? 0 : scene.meta.classes().get(machine[i] - 1).rgb();
            assertThat(semantic[i]).as("pixel %d", i).isEqualTo(rgb);
        }
    }

    @Test
    void instance_masks_keep_the_order_of_the_file() {
        var names = scene(order("c2 c1 c4")).render().instances().stream().map(NamedMask::name);
        assertThat(names).containsExactly("c2.png", "c1.png", "c3.png", "c4.png", "c1_01.png");
    }

    @Test
    void the_blending_of_human_masks_follows_the_order() {
        var black = new Picture(WIDTH, 4, new byte[3 * WIDTH * 4]);
        assertThat(scene(order("ANNOTATION")).human(black).pixels())
                .isEqualTo(scene(order("REFERENCE")).human(black).pixels())
                .isNotEqualTo(scene(order("AREA_DESC")).human(black).pixels());
    }
}
