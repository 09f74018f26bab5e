package io.maskexport.resilience.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.maskexport.resilience.audit.AuditEvidence.TopicRecord;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Audits all exports of a system at rest: each request has one distinct last event, of an allowed kind; what the event
 * lists exists, is complete, and contains each file of the project once; and nothing else is left.
 */
public final class Auditor {
    private final AuditEvidence evidence;
    private final Set<String> readable;
    private final Set<String> poison;
    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, AuditedRequest> requests = new LinkedHashMap<>();
    private final Set<String> cancelled = new HashSet<>();
    private final Map<String, List<LastEvent>> lastEvents = new HashMap<>();
    private final Map<String, SourceProject> sources = new HashMap<>();
    private final Map<String, String> sumsOf = new HashMap<>();
    private final TreeMap<String, Integer> endings = new TreeMap<>();
    private int repeated;
    private AuditReport.AuditedSize size = new AuditReport.AuditedSize(0, 0, 0);

    private Auditor(AuditEvidence evidence, Set<String> readable, Set<String> poison) {
        this.evidence = evidence;
        this.readable = readable;
        this.poison = poison;
    }

    /**
     * Audits everything.
     *
     * @param readable buckets that requests may read; requests for others must be refused
     * @param poison requests that may be given up, because they ended too many workers
     * @throws IOException if the bucket cannot be read
     */
    public static AuditReport audit(AuditEvidence evidence, Set<String> readable, Set<String> poison)
            throws IOException {
        return new Auditor(evidence, readable, poison).report();
    }

    private AuditReport report() throws IOException {
        evidence.requests().forEach(this::addRequest);
        evidence.cancellations()
                .forEach(record -> AuditedRequest.read(record.value()).ifPresent(c -> cancelled.add(c.id())));
        evidence.events().forEach(this::addEvent);
        var buckets = new HashSet<String>();
        for (var request : requests.values()) {
            buckets.add(request.bucket());
            auditRequest(request);
        }
        for (var bucket : buckets) {
            evidence.objects().openUploads(bucket).forEach(key -> about(bucket).add(ViolationCode.OPEN_UPLOAD, key));
        }
        int terminal = lastEvents.values().stream().mapToInt(List::size).sum();
        return new AuditReport(violations, endings, terminal, repeated, size);
    }

    private ViolationCollector about(String subject) {
        return new ViolationCollector(violations, subject);
    }

    /** Adds a request; a record that is not a request must be among the dead letters. */
    private void addRequest(TopicRecord record) {
        AuditedRequest.read(record.value()).ifPresentOrElse(request -> requests.putIfAbsent(request.id(), request),
                () -> {
                    if (evidence.deadLetters().stream()
                            .noneMatch(dead -> Arrays.equals(dead.value(), record.value()))) {
                        about("-").add(ViolationCode.NO_DEAD_LETTER, new String(record.value(), UTF_8));
                    }
                });
    }

    private void addEvent(TopicRecord event) {
        var request = event.headers().getOrDefault("ce_subject", "");
        if (!requests.containsKey(request)) {
            about(request).add(ViolationCode.UNKNOWN_REQUEST, event.headers());
        }
        LastEvent.of(event).ifPresent(last -> lastEvents.computeIfAbsent(request, _ -> new ArrayList<>()).add(last));
    }

    private void auditRequest(AuditedRequest request) throws IOException {
        var collector = about(request.id());
        var ended = lastEvents.getOrDefault(request.id(), List.of());
        if (ended.isEmpty()) {
            collector.add(ViolationCode.NO_END, "of " + evidence.events().size() + " events");
            return;
        }
        var last = ended.getFirst();
        ended.stream().filter(other -> !other.isSame(last)).forEach(
                other -> collector.add(ViolationCode.TWO_ENDS, last.type() + " and " + other.type()));
        repeated += (int) ended.stream().filter(last::isSame).count() - 1;
        endings.merge(last.ending(), 1, Integer::sum);
        var source = source(request);
        if (!allowedEndings(request, source).contains(last.ending())) {
            collector.add(ViolationCode.WRONG_END, last.json());
        }
        var export = new ExportAudit(evidence.objects(), request, source, collector);
        size = size.plus(export.compare(last));
        compareWithTwin(request, last, collector);
    }

    private SourceProject source(AuditedRequest request) throws IOException {
        if (!readable.contains(request.sourceBucket())) {
            return SourceProject.NONE;
        }
        var place = request.sourceBucket() + "/" + request.sourcePrefix();
        if (!sources.containsKey(place)) {
            sources.put(place,
                    SourceProject.of(evidence.objects(), request.sourceBucket(), request.sourcePrefix()));
        }
        return sources.getOrDefault(place, SourceProject.NONE);
    }

    /** The endings that are allowed for a request. */
    private Set<String> allowedEndings(AuditedRequest request, SourceProject source) {
        if (request.version() != 1 || !readable.contains(request.sourceBucket())) {
            return Set.of("rejected");
        }
        boolean possible = source.hasMeta() && source.datasets().containsAll(request.datasets());
        var allowed = new HashSet<>(Set.of(possible ? "completed" : "failed"));
        if (cancelled.contains(request.id())) {
            allowed.add("cancelled");
        }
        if (poison.contains(request.id())) {
            allowed.add("given up");
        }
        return allowed;
    }

    /** Equal requests get equal bytes, whatever happened on the way. */
    private void compareWithTwin(AuditedRequest request, LastEvent last, ViolationCollector collector) {
        if (last.type().equals("completed")) {
            var sums = String.join(" ", last.json().path("parts").findValuesAsText("sha256"));
            var earlier = sumsOf.putIfAbsent(request.content(), sums);
            if (earlier != null && !earlier.equals(sums)) {
                collector.add(ViolationCode.NOT_REPEATABLE, request.content());
            }
        }
    }
}
