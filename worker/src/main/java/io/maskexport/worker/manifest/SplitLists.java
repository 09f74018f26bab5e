package io.maskexport.worker.manifest;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.maskexport.contracts.Manifest;
import io.maskexport.export.Item;
import io.maskexport.render.Layout;
import io.maskexport.select.Splits;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes the lists of an export's sets: the paths of the items of each, or in shards their keys, one a line, in the order of the archive. One list
 * at a time, so that they are written as the items are read, and memory does not grow with them.
 */
public final class SplitLists {
    private SplitLists() {}

    /** The items of an export, which may be too many to be in memory together. */
    @FunctionalInterface
    public interface ListedItems {
        /** Adds all planned items, in order; called once for each list. */
        void addTo(SplitList list) throws IOException;
    }

    /** Writes all lists beside the parts. */
    public static List<Manifest.SplitList> write(SidecarFolder folder, Splits splits, Layout layout, ListedItems items)
            throws IOException {
        var lists = new ArrayList<Manifest.SplitList>();
        for (int set = 0; set < splits.sets().size(); set++) {
            var name = Splits.fileOf(splits.nameOf(set));
            try (var file = folder.write(name, "text/plain")) {
                var list = new SplitList(file, set, layout);
                items.addTo(list);
                file.commit();
                lists.add(new Manifest.SplitList(splits.nameOf(set), list.items,
                        folder.pointer(name, Hex.encodeHexString(list.digest.digest()))));
            }
        }
        return lists;
    }

    /** The list of one set. */
    public static final class SplitList {
        private final OutputStream out;
        private final int set;
        private final Layout layout;
        private final MessageDigest digest = DigestUtils.getSha256Digest();
        private long items;

        private SplitList(OutputStream out, int set, Layout layout) {
            this.out = out;
            this.set = set;
            this.layout = layout;
        }

        /**
         * Adds a stretch of items; those of other sets are passed over.
         *
         * @param planned the next ones begin the stretch
         * @param count how many items it has
         * @param sets see {@link ItemSets}
         */
        public void add(Iterator<Item> planned, int count, @Nullable String sets) throws IOException {
            for (int i = 0; i < count; i++) {
                var item = planned.next();
                var in = ItemSets.at(sets, i);
                if (in.isPresent() && in.getAsInt() == set) {
                    var line = (item.listedAs(layout) + "\n").getBytes(UTF_8);
                    out.write(line);
                    digest.update(line);
                    items++;
                }
            }
        }
    }
}
