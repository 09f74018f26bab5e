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
 * Judges all exports of a system that has come to rest: each request has one distinct last event, which is the one due; what
 * it lists is there, whole, and holds each file of the project once; and nothing else is left.
 */
public final class Auditor {
    private final AuditEvidence evidence;
    private final Set<String> readable;
    private final Set<String> poison;
    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, AuditedRequest> asked = new LinkedHashMap<>();
    private final Set<String> cancelled = new HashSet<>();
    private final Map<String, List<LastEvent>> ends = new HashMap<>();
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
     * Looks at everything.
     *
     * @param readable buckets that requests may read; those that read others must be refused
     * @param poison requests that so many workers did not survive that they may be given up
     * @throws IOException the bucket cannot be read
     */
    public static AuditReport audit(AuditEvidence evidence, Set<String> readable, Set<String> poison)
            throws IOException {
        return new Auditor(evidence, readable, poison).report();
    }

    private AuditReport report() throws IOException {
        evidence.requests().forEach(this::ask);
        evidence.cancellations()
                .forEach(record -> AuditedRequest.read(record.value()).ifPresent(c -> cancelled.add(c.id())));
        evidence.events().forEach(this::sort);
        var buckets = new HashSet<String>();
        for (var request : asked.values()) {
            buckets.add(request.bucket());
            judge(request);
        }
        for (var bucket : buckets) {
            evidence.objects().openUploads(bucket).forEach(key -> about(bucket).add(ViolationCode.OPEN_UPLOAD, key));
        }
        int terminal = ends.values().stream().mapToInt(List::size).sum();
        return new AuditReport(violations, endings, terminal, repeated, size);
    }

    private ViolationCollector about(String subject) {
        return new ViolationCollector(violations, subject);
    }

    /** A record is a request, or must be among the dead letters. */
    private void ask(TopicRecord record) {
        AuditedRequest.read(record.value()).ifPresentOrElse(request -> asked.putIfAbsent(request.id(), request), () -> {
            if (evidence.deadLetters().stream().noneMatch(dead -> Arrays.equals(dead.value(), record.value()))) {
                about("-").add(ViolationCode.NO_DEAD_LETTER, new String(record.value(), UTF_8));
            }
        });
    }

    private void sort(TopicRecord event) {
        var request = event.headers().getOrDefault("ce_subject", "");
        if (!asked.containsKey(request)) {
            about(request).add(ViolationCode.UNKNOWN_REQUEST, event.headers());
        }
        LastEvent.of(event).ifPresent(last -> ends.computeIfAbsent(request, _ -> new ArrayList<>()).add(last));
    }

    private void judge(AuditedRequest request) throws IOException {
        var findings = about(request.id());
        var ended = ends.getOrDefault(request.id(), List.of());
        if (ended.isEmpty()) {
            findings.add(ViolationCode.NO_END, "of " + evidence.events().size() + " events");
            return;
        }
        var last = ended.getFirst();
        ended.stream().filter(other -> !other.isSame(last)).forEach(
                other -> findings.add(ViolationCode.TWO_ENDS, last.type() + " and " + other.type()));
        repeated += (int) ended.stream().filter(last::isSame).count() - 1;
        endings.merge(last.ending(), 1, Integer::sum);
        var source = source(request);
        if (!due(request, source).contains(last.ending())) {
            findings.add(ViolationCode.WRONG_END, last.json());
        }
        var export = new ExportAudit(evidence.objects(), request, source, findings);
        size = size.plus(export.compare(last));
        compareWithTwin(request, last, findings);
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

    /** How a request may end. */
    private Set<String> due(AuditedRequest request, SourceProject source) {
        if (request.version() != 1 || !readable.contains(request.sourceBucket())) {
            return Set.of("rejected");
        }
        boolean possible = source.hasMeta() && source.datasets().containsAll(request.datasets());
        var due = new HashSet<>(Set.of(possible ? "completed" : "failed"));
        if (cancelled.contains(request.id())) {
            due.add("cancelled");
        }
        if (poison.contains(request.id())) {
            due.add("given up");
        }
        return due;
    }

    /** The same question gets the same bytes, whatever happened on the way. */
    private void compareWithTwin(AuditedRequest request, LastEvent last, ViolationCollector findings) {
        if (last.type().equals("completed")) {
            var sums = String.join(" ", last.json().path("parts").findValuesAsText("sha256"));
            var earlier = sumsOf.putIfAbsent(request.content(), sums);
            if (earlier != null && !earlier.equals(sums)) {
                findings.add(ViolationCode.NOT_REPEATABLE, request.content());
            }
        }
    }
}
