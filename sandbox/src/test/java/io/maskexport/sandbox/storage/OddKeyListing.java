package io.maskexport.sandbox.storage;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Lists what a bucket holds, and besides keys that S3 allows and the embedded server, which writes files, does not. */
final class OddKeyListing {
    private final ObjectStore truth;
    private final ObjectRef folder;
    private final List<String> oddKeys;

    /** @param oddKeys below the folder */
    OddKeyListing(ObjectStore truth, ObjectRef folder, List<String> oddKeys) {
        this.truth = truth;
        this.folder = folder;
        this.oddKeys = oddKeys;
    }

    boolean isAskedBy(HttpMessage request) {
        return request.method().equals("GET") && request.target().contains("list-type=2")
                && query(request).getOrDefault("prefix", "").startsWith(folder.key());
    }

    HttpMessage answer(HttpMessage request) throws IOException {
        var query = query(request);
        var prefix = query.getOrDefault("prefix", "");
        boolean grouped = query.getOrDefault("delimiter", "").equals("/");
        var folders = new TreeSet<String>();
        var entries = new StringBuilder();
        for (var object : objects().entrySet()) {
            var key = object.getKey();
            int slash = key.startsWith(prefix) ? key.indexOf('/', prefix.length()) : -1;
            if (grouped && slash >= 0) {
                folders.add(key.substring(0, slash + 1));
            } else if (key.startsWith(prefix)) {
                entries.append(entry(object.getValue()));
            }
        }
        folders.forEach(name -> entries.append("<CommonPrefixes><Prefix>" + encoded(name)
                + "</Prefix></CommonPrefixes>"));
        return HttpMessage.of("HTTP/1.1 200 OK", "<ListBucketResult><Name>" + folder.bucket() + "</Name><Prefix>"
                + encoded(prefix) + "</Prefix><EncodingType>url</EncodingType><IsTruncated>false</IsTruncated>"
                + entries + "</ListBucketResult>", "Content-Type: application/xml");
    }

    private Map<String, ObjectInfo> objects() throws IOException {
        var objects = new TreeMap<String, ObjectInfo>();
        truth.list(folder).forEachRemaining(info -> objects.put(info.ref().key(), info));
        for (var odd : oddKeys) {
            var ref = new ObjectRef(folder.bucket(), folder.key() + odd);
            objects.put(ref.key(), new ObjectInfo(ref, 1, "0".repeat(32), Instant.EPOCH));
        }
        return objects;
    }

    private static String entry(ObjectInfo info) {
        return "<Contents><Key>%s</Key><LastModified>%s</LastModified><ETag>&quot;%s&quot;</ETag><Size>%d</Size></Contents>"
                .formatted(encoded(info.ref().key()), "2026-01-01T00:00:00.000Z", info.etag(), info.bytes());
    }

    private static Map<String, String> query(HttpMessage request) {
        var query = new HashMap<String, String>();
        for (var pair : URI.create(request.target()).getRawQuery().split("&")) {
            var parts = pair.split("=", 2);
            query.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], UTF_8));
        }
        return query;
    }

    private static String encoded(String key) {
        return URLEncoder.encode(key, UTF_8);
    }
}
