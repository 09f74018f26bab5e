package io.maskexport.raster;

import java.util.SplittableRandom;

import io.maskexport.geometry.Spans;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EdgeTest {
    private static final int SIDE = Edge.EXACT_ROWS + 1;

    private final Canvas canvas = new Canvas();
    private final ThinLine line = new ThinLine(canvas);
    private final Edge edge = new Edge();

    @Test
    void an_outline_has_the_pixels_of_a_thin_line_in_every_direction() {
        canvas.resize(SIDE, SIDE);
        for (int rows = 1; rows <= 24; rows++) {
            for (int columns = -50; columns <= 50; columns++) {
                outline_is_a_thin_line(60, 3, 60 + columns, 3 + rows);
            }
        }
    }

    @Test
    void an_outline_has_the_pixels_of_a_thin_line_over_the_longest_ways() {
        canvas.resize(SIDE, SIDE);
        outline_is_a_thin_line(0, 0, SIDE - 2, SIDE - 1);
        outline_is_a_thin_line(SIDE - 1, 0, 1, SIDE - 1);
        var random = new SplittableRandom(20_261_128);
        for (int i = 0; i < 50; i++) {
            int top = random.nextInt(SIDE / 2);
            outline_is_a_thin_line(random.nextInt(SIDE), top, random.nextInt(SIDE), random.nextInt(top + 1, SIDE));
        }
    }

    private void outline_is_a_thin_line(int topX, int topY, int bottomX, int bottomY) {
        line.draw(topX, topY, bottomX, bottomY);
        var drawn = canvas.take();
        assertThat(outline(topX, topY, bottomX, bottomY))
                .as("%d, %d to %d, %d", topX, topY, bottomX, bottomY)
                .isEqualTo(drawn);
    }

    private Spans outline(int topX, int topY, int bottomX, int bottomY) {
        edge.set(topX, topY, bottomX, bottomY);
        for (int y = topY; y < bottomY; y++) {
            edge.nextRow();
            canvas.run(y, edge.outlineFrom(), edge.outlineTo() - 1L);
        }
        edge.end();
        canvas.run(bottomY, edge.outlineFrom(), edge.outlineTo() - 1L);
        return canvas.take();
    }
}
