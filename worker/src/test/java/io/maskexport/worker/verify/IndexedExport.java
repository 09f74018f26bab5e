package io.maskexport.worker.verify;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.Manifest;
import io.maskexport.worker.MaskExport;
import org.apache.commons.codec.digest.DigestUtils;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A project in a directory, and its export with an index. */
final class IndexedExport {
    final Path project;
    final Path out;

    /** A project without items and with two classes, one of which is called as the second instance mask of the other. */
    IndexedExport(Path folder) throws IOException {
        project = folder.resolve("project");
        out = folder.resolve("out");
        write("meta.json", """
                {"classes": [{"title": "car", "shape": "any", "color": "#FF0000"},
                             {"title": "car_01", "shape": "any", "color": "#00FF00"}], "tags": []}""".getBytes(UTF_8));
    }

    void write(String path, byte[] content) throws IOException {
        var file = project.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    void image(String name, int width, int height) throws IOException {
        var png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", png);
        write("ds/img/" + name, png.toByteArray());
    }

    /** @param objects JSON of the objects */
    void annotation(String name, int width, int height, String... objects) throws IOException {
        write("ds/ann/" + name + ".json", """
                {"size": {"width": %d, "height": %d}, "tags": [], "objects": [%s]}"""
                .formatted(width, height, String.join(", ", objects)).getBytes(UTF_8));
    }

    /** An image of 64 x 48 pixels with three rectangles. */
    void item(String name) throws IOException {
        image(name, 64, 48);
        annotation(name, 64, 48, rectangle("car", 2, 5, 11, 20), rectangle("car", 10, 5, 29, 20),
                rectangle("car_01", 40, 5, 49, 20));
    }

    static String rectangle(String title, int left, int top, int right, int bottom) {
        return """
                {"id": %d, "classTitle": "%s", "geometryType": "rectangle", "tags": [],
                 "points": {"exterior": [[%d, %d], [%d, %d]], "interior": []}}"""
                .formatted(1_000 + left, title, left, top, right, bottom);
    }

    /** Renders the project with all kinds of masks, and expects no difference. */
    Manifest.ExportContent render(String... more) throws IOException {
        return render(true, more);
    }

    /** Renders the project into the same directory. */
    Manifest.ExportContent renderWithoutIndex() throws IOException {
        return render(false, "--force");
    }

    /** Renders the project with these options, and with or without an index. */
    Manifest.ExportContent renderWith(boolean index, String... more) throws IOException {
        return render(index, more);
    }

    private Manifest.ExportContent render(boolean index, String... more) throws IOException {
        var arguments = new ArrayList<>(List.of("render", "--project", project.toString(), "--out", out.toString(),
                "--tar", "--name", "p", "--threads", "2"));
        arguments.addAll(List.of(more));
        if (index) {
            arguments.add("--index");
        }
        if (!arguments.contains("--masks")) {
            arguments.addAll(List.of("--masks", "human,machine,semantic_rgb,instance"));
        }
        var errors = new StringWriter();
        int status = MaskExport.commandLine().setErr(new PrintWriter(errors)).setOut(new PrintWriter(errors))
                .execute(arguments.toArray(String[]::new));
        assertThat(status).as(errors.toString()).isZero();
        assertThat(differences()).isEmpty();
        return Objects.requireNonNull(manifest().content());
    }

    Manifest manifest() throws IOException {
        return Manifest.read(Files.readAllBytes(out.resolve("manifest.json")));
    }

    List<ExportDifference> differences() throws IOException {
        var differences = new ArrayList<ExportDifference>();
        ExportVerification.of(new ExportLocalFolder(out), manifest(), "manifest.json", differences::add);
        return differences;
    }

    Set<DifferenceCode> codes() throws IOException {
        return differences().stream().map(ExportDifference::code).collect(Collectors.toSet());
    }

    String text(String name) throws IOException {
        return Files.readString(out.resolve(name));
    }

    List<JsonNode> lines(String index) throws IOException {
        var lines = new ArrayList<JsonNode>();
        for (var line : text(index).lines().toList()) {
            lines.add(JsonRecords.read(line.getBytes(UTF_8), JsonNode.class));
        }
        return lines;
    }

    /** Changes the index of the only part, and makes the manifest and SHA256SUMS match, as a faulty program would. */
    void replace(UnaryOperator<String> change) throws IOException {
        var file = out.resolve("p.items.ndjson");
        var before = Files.readString(file);
        var after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(file, after);
        var manifest = JsonRecords.read(Files.readAllBytes(out.resolve("manifest.json")), JsonNode.class);
        var sha256 = DigestUtils.sha256Hex(after);
        ((ObjectNode) manifest.at("/content/parts/0/index")).put("bytes", after.getBytes(UTF_8).length).put("sha256",
                sha256);
        Files.write(out.resolve("manifest.json"), JsonRecords.writePretty(manifest));
        Files.writeString(out.resolve("SHA256SUMS"), text("SHA256SUMS").replace(DigestUtils.sha256Hex(before), sha256));
    }
}
