package io.maskexport.worker.preview;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

import io.maskexport.contracts.WarningCounts.WarningExample;
import io.maskexport.worker.ops.QuantityText;
import io.maskexport.worker.preview.ItemPreview.ClassShare;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A preview as one HTML file that needs no other, and no network. */
final class PreviewPage {
    private PreviewPage() {}

    /** @param title of the page, which may come from outside */
    static String html(String title, List<ItemPreview> items) throws IOException {
        var articles = new StringBuilder();
        for (var item : items) {
            articles.append(article(item));
        }
        return template().replace("{{title}}", escaped(title))
                .replace("{{summary}}", QuantityText.count(items.size(), "item"))
                .replace("{{items}}", articles);
    }

    private static String template() throws IOException {
        try (var in = Objects.requireNonNull(PreviewPage.class.getResourceAsStream("preview.html"))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static String article(ItemPreview item) throws IOException {
        return """
                <article tabindex="0"%s>
                <h2>%s</h2>
                <p class="size">%s</p>
                <div class="view%s">%s%s%s</div>
                <ul class="legend">%s</ul>%s
                </article>
                """.formatted(item.semantic().isPresent() ? " class=\"has-semantic\"" : "", escaped(item.path()),
                size(item), item.image().isPresent() ? "" : " missing",
                picture(item.image(), "jpeg", "image", "image"),
                picture(item.machine(), "png", "mask machine-mask", "machine mask in class colours"),
                picture(item.semantic(), "png", "mask semantic-mask", "semantic RGB mask"),
                legend(item.shares()), warnings(item.warnings()));
    }

    private static String size(ItemPreview item) {
        var size = item.width() == 0
                ? "the image cannot be read"
                : String.format(Locale.ROOT, "%,d × %,d pixels", item.width(), item.height());
        return size + (item.instances() == 0 ? "" : ", " + QuantityText.count(item.instances(), "instance mask"));
    }

    private static String picture(Optional<BufferedImage> picture, String format, String classes, String text)
            throws IOException {
        if (picture.isEmpty()) {
            return "";
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture.get(), format, bytes);
        return "<img class=\"%s\" alt=\"%s\" src=\"data:image/%s;base64,%s\">".formatted(classes, text, format,
                Base64.getEncoder().encodeToString(bytes.toByteArray()));
    }

    private static String legend(List<ClassShare> shares) {
        return shares.stream().map(share -> String.format(Locale.ROOT,
                "<li><i style=\"background:#%06x\"></i>%s %.2f %%</li>", share.rgb(), escaped(share.title()),
                100 * share.share())).collect(Collectors.joining());
    }

    private static String warnings(List<WarningExample> warnings) {
        return warnings.isEmpty()
                ? ""
                : warnings.stream().map(warning -> "<li>%s: %s</li>".formatted(escaped(warning.code()),
                        escaped(warning.detail())))
                        .collect(Collectors.joining("", "\n<ul class=\"warnings\">", "</ul>"));
    }

    /** Text from outside is text, whatever it holds. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replace("{", "&#123;");
    }
}
