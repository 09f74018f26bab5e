package io.maskexport.worker.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.worker.failure.FailureWording;
import io.maskexport.worker.ops.OpsRoute;
import io.maskexport.worker.page.KnownExports.ExportLists;
import io.maskexport.worker.status.ExportLinks;
import io.maskexport.worker.status.ExportStatusReader;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A page that shows the exports under way and those that ended of late, the queue, and this worker. Read-only. */
public final class InstallationPage {
    private static final ExportLists NONE = new ExportLists(List.of(), List.of(), 0);

    private final KnownExports exports;
    private final LatestMasks masks;
    private final Optional<ExportLinks> links;
    private final PageFacts facts;
    private final InstantSource clock;

    /**
     * What the page says besides exports; each has names and values.
     *
     * @param settings without secrets
     */
    public record PageFacts(Supplier<Map<String, String>> queue, Supplier<Map<String, String>> worker,
            Map<String, String> settings) {}

    /** @param links to what ended exports wrote; empty for none */
    public InstallationPage(ExportStatusReader reader, LatestMasks masks, Optional<ExportLinks> links, PageFacts facts,
            InstantSource clock) {
        this.exports = new KnownExports(reader, clock);
        this.masks = masks;
        this.links = links;
        this.facts = facts;
        this.clock = clock;
    }

    /** What a server offers for the page; no file needs anything from elsewhere. */
    public List<OpsRoute> routes() {
        return List.of(file("/", "page.html", "text/html; charset=utf-8"),
                file("/page.css", "page.css", "text/css; charset=utf-8"),
                file("/page.js", "page.js", "text/javascript; charset=utf-8"),
                new OpsRoute("/page.json", "application/json", _ -> json(content())),
                new OpsRoute("/links.json", "application/json", id -> json(links(id))));
    }

    private static OpsRoute file(String path, String name, String type) {
        try (var in = Objects.requireNonNull(InstallationPage.class.getResourceAsStream(name))) {
            var text = new String(in.readAllBytes(), UTF_8);
            return new OpsRoute(path, type, _ -> text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(Object content) {
        return new String(JsonRecords.write(content), UTF_8);
    }

    private FileLinks links(String requestId) {
        try {
            return new FileLinks(links.isEmpty() ? List.of() : links.get().of(requestId), null);
        } catch (IOException | UncheckedIOException e) {
            return new FileLinks(List.of(), FailureWording.of(e));
        }
    }

    /** @param trouble why there are none; null if they could be made */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record FileLinks(List<ExportLinks.FileLink> files, @Nullable String trouble) {}

    private PageContent content() {
        try {
            return content(exports.lists(), null);
        } catch (IOException | UncheckedIOException e) {
            return content(NONE, "the work bucket cannot be read: " + FailureWording.of(e));
        }
    }

    private PageContent content(ExportLists lists, @Nullable String trouble) {
        return new PageContent(clock.instant().toString(), trouble, lists.running(), lists.ended(), lists.more(),
                links.isPresent(),
                masks.thumbnails(), facts.queue().get(), facts.worker().get(), facts.settings());
    }
}
