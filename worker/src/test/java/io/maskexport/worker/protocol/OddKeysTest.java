package io.maskexport.worker.protocol;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.maskexport.contracts.BucketLocation;
import io.maskexport.defect.Defect;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.Limits;
import io.maskexport.export.DatasetItems;
import io.maskexport.export.Item;
import io.maskexport.export.ProjectLayout;
import io.maskexport.worker.bucket.MinioObjectStore;
import io.maskexport.worker.bucket.S3Settings;
import io.maskexport.worker.failure.StepRetrier;
import io.maskexport.worker.ops.OpsServer;
import io.maskexport.worker.plan.BucketProject;
import io.maskexport.worker.settings.WorkerSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Keys that S3 allows and no file system does, as a store lists them. */
class OddKeysTest {
    private final TreeSet<String> keys = new TreeSet<>();
    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    /** The JDK reads the limits of its servers once in a process: here they must be those that {@link OpsServer} sets. */
    @BeforeAll
    static void setLimits() throws ClassNotFoundException {
        Class.forName(OpsServer.class.getName());
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void keys_with_an_empty_or_dotted_segment_cost_a_warning_and_not_the_export() throws Exception {
        keys.addAll(List.of("p/meta.json", "p/ds/img/a.png", "p/ds/img//7.png", "p/ds//img/9.png", "p//ds2/img/9.png",
                "p/ds/img/./b.png", "p/ds/../img/c.png", "p/./d.png", "p/../e.png", "p/ds/", "p/ds/img/"));
        try (var store = new MinioObjectStore(settings(), StepRetrier.system())) {
            var source = new BucketProject(store, new BucketLocation("projects", "p/"), Limits.defaults());
            var layout = ProjectLayout.of(source, List.of(), Limits.defaults());
            var items = new ArrayList<Item>();
            var defects = DatasetItems.open(source, layout.datasets().getFirst(), Limits.defaults())
                    .forEach(items::add);

            assertThat(layout.datasets()).hasSize(1);
            assertThat(items).extracting(Item::path).containsExactly("ds/img/a.png");
            assertThat(defects).extracting(Defect::code).containsOnly(DefectCode.UNUSABLE_PATH);
            assertThat(defects).extracting(Defect::detail).anyMatch(detail -> detail.startsWith("2 files"))
                    .anyMatch(detail -> detail.contains("'ds/img/./b.png'"));
            assertThat(layout.defects()).extracting(Defect::detail).singleElement().asString().startsWith("3 files")
                    .endsWith("'../e.png'");
        }
    }

    private S3Settings settings() {
        return WorkerSettings.storeFrom(Map.of("S3_ENDPOINT", "http://localhost:" + server.getAddress().getPort(),
                "S3_ACCESS_KEY", "access", "S3_SECRET_KEY", "secretsecret"));
    }

    /** ListObjectsV2. */
    private void answer(HttpExchange exchange) throws IOException {
        var query = new HashMap<String, String>();
        for (var pair : exchange.getRequestURI().getRawQuery().split("&")) {
            var parts = pair.split("=", 2);
            query.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], UTF_8));
        }
        var prefix = query.getOrDefault("prefix", "");
        var folders = new TreeSet<String>();
        var contents = new StringBuilder();
        for (var key : keys.tailSet(prefix)) {
            int end = !query.getOrDefault("delimiter", "").isEmpty() && key.startsWith(prefix)
                    ? key.indexOf('/', prefix.length())
                    : -1;
            if (key.startsWith(prefix) && end >= 0) {
                folders.add(key.substring(0, end + 1));
            } else if (key.startsWith(prefix)) {
                contents.append(
                        "<Contents><Key>%s</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>&quot;e&quot;</ETag><Size>%d</Size></Contents>"
                                .formatted(URLEncoder.encode(key, UTF_8), key.endsWith("/") ? 0 : 1));
            }
        }
        folders.forEach(folder -> contents.append("<CommonPrefixes><Prefix>%s</Prefix></CommonPrefixes>"
                .formatted(URLEncoder.encode(folder, UTF_8))));
        var body = """
                <?xml version="1.0" encoding="UTF-8"?><ListBucketResult><Name>projects</Name><Prefix>%s</Prefix>\
                <EncodingType>url</EncodingType><IsTruncated>false</IsTruncated>%s</ListBucketResult>"""
                .formatted(URLEncoder.encode(prefix, UTF_8), contents).getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/xml");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
