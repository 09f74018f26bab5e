package io.maskexport.benchmarks.million;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A page of a listing of objects.
 *
 * @param folders common prefixes, each with the delimiter at its end
 * @param next token of the next page; null if there is none
 */
record ListingPage(List<BucketObject> objects, List<String> folders, @Nullable String next) {
    /**
     * What to list.
     *
     * @param delimiter empty for none
     * @param after keys up to this one are left out; may be empty
     * @param token of the page; empty for the first one
     * @param size largest number of objects and folders in a page
     */
    record ListingRequest(String prefix, String delimiter, String after, String token, int size) {
        /** The least key of the page. */
        String start() {
            if (!token.isEmpty()) {
                return new String(Base64.getUrlDecoder().decode(token), UTF_8);
            }
            return after.compareTo(prefix) < 0 ? prefix : after + '\0';
        }

        /** The folder directly below the prefix that has a key; empty if the key lies directly below the prefix. */
        String folder(String key) {
            int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
            return end < 0 ? "" : key.substring(0, end + delimiter.length());
        }
    }

    static ListingPage of(Bucket bucket, ListingRequest request) {
        var objects = new ArrayList<BucketObject>();
        var folders = new ArrayList<String>();
        var start = request.start();
        var rest = bucket.from(start);
        while (rest.hasNext()) {
            var object = rest.next();
            if (!object.key().startsWith(request.prefix())) {
                break;
            }
            if (objects.size() + folders.size() == request.size()) {
                return new ListingPage(objects, folders, Base64.getUrlEncoder().encodeToString(start.getBytes(UTF_8)));
            }
            var folder = request.folder(object.key());
            if (folder.isEmpty()) {
                objects.add(object);
                start = object.key() + '\0';
            } else {
                folders.add(folder);
                start = folder + '\uffff';
                rest = bucket.from(start);
            }
        }
        return new ListingPage(objects, folders, null);
    }
}
