package io.maskexport.worker.manifest;

import java.util.OptionalInt;

import io.maskexport.export.RenderedItem;
import org.jspecify.annotations.Nullable;

/**
 * Which sets the planned items of a stretch are in: a character for each item, the digit or letter of its set, or a dot if
 * it is in none or not in the export. Not for several threads.
 */
public final class ItemSets {
    private static final char NONE = '.';

    private final StringBuilder text = new StringBuilder();
    private boolean any;

    /** Adds the next planned item. */
    public void add(RenderedItem item) {
        boolean isIn = item.selected() && item.set().isPresent();
        any |= isIn;
        text.append(isIn ? Character.forDigit(item.set().getAsInt(), Character.MAX_RADIX) : NONE);
    }

    /** The text; null if no item is in a set. */
    public @Nullable String text() {
        return any ? text.toString() : null;
    }

    /** Number of planned items. */
    public int items() {
        return text.length();
    }

    /**
     * The set of an item.
     *
     * @param text null if no item is in a set
     * @param item its place in the stretch, from 0
     */
    static OptionalInt at(@Nullable String text, int item) {
        if (text == null || item >= text.length() || text.charAt(item) == NONE) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Character.digit(text.charAt(item), Character.MAX_RADIX));
    }
}
