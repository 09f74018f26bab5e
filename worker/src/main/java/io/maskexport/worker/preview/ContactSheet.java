package io.maskexport.worker.preview;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A preview as one picture: a row for each item with its image, the overlay, its masks and a legend. */
final class ContactSheet {
    private static final int GAP = 12;
    private static final int TITLE = 22;
    private static final int LEGEND = 240;
    private static final int LINE = 17;
    private static final Color PAPER = new Color(0xf4f4f2);
    private static final Color INK = new Color(0x1c1c1a);

    private final List<ItemPreview> items;
    private final int cell;
    private final int columns;

    /** @param cell largest width and height of a picture */
    private ContactSheet(List<ItemPreview> items, int cell) {
        this.items = items;
        this.cell = cell;
        columns = items.stream().anyMatch(item -> item.semantic().isPresent()) ? 4 : 3;
    }

    static BufferedImage of(List<ItemPreview> items, int cell) {
        return new ContactSheet(items, cell).drawn();
    }

    private BufferedImage drawn() {
        int height = GAP + items.stream().mapToInt(this::height).sum();
        var sheet = new BufferedImage(GAP + columns * (cell + GAP) + LEGEND, Math.max(height, 2 * GAP + TITLE),
                BufferedImage.TYPE_INT_RGB);
        var graphics = sheet.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        graphics.setColor(PAPER);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        int y = GAP;
        for (var item : items) {
            draw(graphics, item, y);
            y += height(item);
        }
        graphics.dispose();
        return sheet;
    }

    private int height(ItemPreview item) {
        return TITLE + Math.max(rows(item), LINE * item.shares().size()) + GAP;
    }

    private static int rows(ItemPreview item) {
        return pictures(item).stream().flatMap(Optional::stream).mapToInt(BufferedImage::getHeight).max().orElse(0);
    }

    private static List<Optional<BufferedImage>> pictures(ItemPreview item) {
        return List.of(item.image(), overlay(item), item.machine(), item.semantic());
    }

    private void draw(Graphics2D graphics, ItemPreview item, int top) {
        graphics.setColor(INK);
        graphics.drawString(item.path(), GAP, top + LINE - 3);
        int x = GAP;
        for (var picture : new ArrayList<>(pictures(item)).subList(0, columns)) {
            int left = x;
            picture.ifPresent(drawn -> graphics.drawImage(drawn, left, top + TITLE, null));
            x += cell + GAP;
        }
        int y = top + TITLE;
        for (var share : item.shares()) {
            graphics.setColor(new Color(share.rgb()));
            graphics.fillRect(x, y + 1, LINE - 4, LINE - 4);
            graphics.setColor(INK);
            graphics.drawString(String.format(Locale.ROOT, "%s  %.2f %%", share.title(), 100 * share.share()),
                    x + LINE + 2, y + LINE - 5);
            y += LINE;
        }
    }

    /** The image with half-transparent class colours on its objects. */
    private static Optional<BufferedImage> overlay(ItemPreview item) {
        if (item.image().isEmpty() || item.machine().isEmpty()) {
            return Optional.empty();
        }
        var image = item.image().get();
        var mask = item.machine().get();
        var overlay = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        var graphics = overlay.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.5f));
        graphics.drawImage(withoutBackground(mask), 0, 0, null);
        graphics.dispose();
        return Optional.of(overlay);
    }

    private static BufferedImage withoutBackground(BufferedImage mask) {
        var clear = new BufferedImage(mask.getWidth(), mask.getHeight(), BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < mask.getHeight(); y++) {
            for (int x = 0; x < mask.getWidth(); x++) {
                int rgb = mask.getRGB(x, y);
                clear.setRGB(x, y, (rgb & 0xffffff) == 0 ? 0 : rgb);
            }
        }
        return clear;
    }
}
