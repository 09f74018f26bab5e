package io.maskexport.worker.page;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

import io.maskexport.archive.Member;
import io.maskexport.archive.MemberGroup;
import io.maskexport.export.RenderedItem;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class LatestMasksTest {
    private static final int BLUE = 0x0102FF;

    private Instant now = Instant.EPOCH;
    private final LatestMasks masks = new LatestMasks(() -> now);

    private static byte[] png(BufferedImage image) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    /** A grey mask whose upper half has a value. */
    private static byte[] grey(int width, int height, int type, int value) throws IOException {
        var image = new BufferedImage(width, height, type);
        for (int y = 0; y < height / 2; y++) {
            for (int x = 0; x < width; x++) {
                image.getRaster().setSample(x, y, 0, value);
            }
        }
        return png(image);
    }

    private static byte[] blue(int width, int height) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, blueRows(width * height), 0, width);
        return png(image);
    }

    private static int[] blueRows(int pixels) {
        var rows = new int[pixels];
        Arrays.fill(rows, BLUE);
        return rows;
    }

    private static Member member(String path, byte[] content) {
        return new Member(path, content);
    }

    private void rendered(String item, Member... members) {
        masks.rendered(new RenderedItem(new MemberGroup(item, List.of(members)), Map.of(), 0, List.of()));
        now = now.plus(LatestMasks.PACE);
    }

    private Stream<BufferedImage> pictures() {
        return masks.thumbnails().stream().map(shown -> {
            assertThat(shown.picture()).startsWith("data:image/png;base64,");
            var bytes = Base64.getDecoder().decode(shown.picture().substring(shown.picture().indexOf(',') + 1));
            try {
                return ImageIO.read(new ByteArrayInputStream(bytes));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private BufferedImage picture() {
        return pictures().toList().getFirst();
    }

    private static int rgb(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & 0xFFFFFF;
    }

    @Test
    void a_large_mask_becomes_a_small_picture_of_the_same_shape() throws IOException {
        rendered("d/img/a.jpg", member("d/masks_semantic_rgb/a.png", blue(4_000, 3_000)));
        assertThat(picture().getWidth()).isEqualTo(MaskThumbnail.MOST_SIDE);
        assertThat(picture().getHeight()).isEqualTo(MaskThumbnail.MOST_SIDE * 3 / 4);
        assertThat(rgb(picture(), 77, 55)).isEqualTo(BLUE);
    }

    @Test
    void a_mask_of_one_pixel_is_a_picture_of_one_pixel() throws IOException {
        rendered("d/img/a.jpg", member("d/masks_semantic_rgb/a.png", blue(1, 1)));
        assertThat(picture().getWidth()).isEqualTo(1);
    }

    @Test
    void the_values_of_grey_masks_of_either_depth_get_colours_and_the_background_is_black() throws IOException {
        rendered("d/img/a.jpg",
                member("d/masks_machine/a.png", grey(300, 200, BufferedImage.TYPE_BYTE_GRAY, 1)));
        rendered("d/img/b.jpg",
                member("d/masks_machine/b.png", grey(300, 200, BufferedImage.TYPE_USHORT_GRAY, 300)));
        assertThat(pictures()).hasSize(2).allSatisfy(picture -> {
            assertThat(rgb(picture, 3, 3)).isNotZero();
            assertThat(rgb(picture, 3, picture.getHeight() - 3)).isZero();
        });
    }

    @Test
    void colours_come_before_values_in_folders_and_in_shards() throws IOException {
        byte[] machine = grey(8, 8, BufferedImage.TYPE_BYTE_GRAY, 1);
        rendered("d/img/a.jpg", member("d/masks_machine/a.png", machine),
                member("d/masks_semantic_rgb/a.png", blue(8, 8)));
        rendered("d/img/b.jpg", member("d-b.machine.png", machine), member("d-b.semantic_rgb.png", blue(8, 8)));
        assertThat(pictures()).hasSize(2).allSatisfy(picture -> assertThat(rgb(picture, 1, 7)).isEqualTo(BLUE));
    }

    @Test
    void an_image_in_a_dataset_that_is_called_like_masks_is_no_mask() {
        rendered("masks_machine/img/a.png", member("masks_machine/img/a.png", "no picture".getBytes(UTF_8)),
                member("masks_machine/masks_human/a.png", "not shown".getBytes(UTF_8)));
        assertThat(masks.thumbnails()).isEmpty();
    }

    @Test
    void a_mask_of_many_bytes_or_pixels_is_left_out() throws IOException {
        rendered("d/img/bytes.jpg", member("d/masks_machine/bytes.png", new byte[LatestMasks.MOST_BYTES + 1]));
        rendered("d/img/pixels.jpg",
                member("d/masks_machine/pixels.png",
                        png(new BufferedImage(10_000, 5_001, BufferedImage.TYPE_BYTE_BINARY))));
        rendered("d/img/a.jpg", member("d/masks_semantic_rgb/a.png", blue(8, 8)));
        assertThat(masks.thumbnails()).extracting(MaskThumbnail::item).containsExactly("d/img/a.jpg");
    }

    @Test
    void a_few_are_kept_the_newest_first_and_one_after_the_other() throws IOException {
        byte[] mask = blue(8, 8);
        for (int n = 1; n <= LatestMasks.MOST + 2; n++) {
            rendered("d/img/" + n, member("d/masks_semantic_rgb/" + n + ".png", mask));
            now = now.minusMillis(1);
            rendered("d/img/too-soon", member("d/masks_semantic_rgb/too-soon.png", mask));
        }
        assertThat(masks.thumbnails()).hasSize(LatestMasks.MOST).extracting(MaskThumbnail::item)
                .startsWith("d/img/10", "d/img/9").endsWith("d/img/3");
    }
}
