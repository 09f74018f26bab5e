package io.maskexport.archive;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps parts in memory, and records which were discarded. */
final class MemoryParts implements PartSink {
    final SortedMap<Integer, byte[]> committed = new TreeMap<>();
    final SortedMap<Integer, byte[]> indexes = new TreeMap<>();
    final List<Integer> aborted = new ArrayList<>();
    /** What was committed. */
    final List<String> order = new ArrayList<>();

    byte[] part(int number) {
        return Objects.requireNonNull(committed.get(number), "part " + number);
    }

    byte[] index(int number) {
        return Objects.requireNonNull(indexes.get(number), "index of part " + number);
    }

    byte[] joined() {
        var all = new ByteArrayOutputStream();
        committed.values().forEach(all::writeBytes);
        return all.toByteArray();
    }

    @Override
    public CommitOutputStream<byte[]> open(int number) {
        return open(number, "part ", committed);
    }

    @Override
    public CommitOutputStream<byte[]> openIndex(int number) {
        return open(number, "index ", indexes);
    }

    private CommitOutputStream<byte[]> open(int number, String what, SortedMap<Integer, byte[]> done) {
        return new CommitOutputStream<>() {
            private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

            @Override
            public void write(int b) {
                bytes.write(b);
            }

            @Override
            public void write(byte[] b, int off, int len) {
                bytes.write(b, off, len);
            }

            @Override
            public byte[] commit() {
                var content = bytes.toByteArray();
                done.put(number, content);
                order.add(what + number);
                return content;
            }

            @Override
            public void close() {
                if (!done.containsKey(number) && what.equals("part ")) {
                    aborted.add(number);
                }
            }
        };
    }
}
