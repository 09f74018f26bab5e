package io.maskexport.render;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Sorts the pieces of an item into layers, from bottom to top. */
final class LayerOrder {
    private static final Comparator<Piece> LARGE_FIRST = Comparator.comparingDouble(Piece::area).reversed();
    /** Leaves a stable sort nothing to do. */
    private static final Comparator<Piece> AS_LISTED = (_, _) -> 0;

    private LayerOrder() {}

    /** The pieces of a mask, which are given in file order, from bottom to top. */
    static List<Piece> layers(DrawOrder order, List<Piece> pieces, MaskKind kind) {
        return bottomUp(order, pieces, kind).mapToObj(pieces::get).toList();
    }

    /** The positions of the pieces in their list, from bottom to top. */
    static IntStream bottomUp(DrawOrder order, List<Piece> pieces, MaskKind kind) {
        var comparator = comparator(order, kind);
        return IntStream.range(0, pieces.size()).boxed()
                .sorted((i, j) -> comparator.compare(pieces.get(i), pieces.get(j))).mapToInt(Integer::intValue);
    }

    private static Comparator<Piece> comparator(DrawOrder order, MaskKind kind) {
        return switch (order) {
            case DrawOrder.ByRule rule -> switch (rule) {
                case REFERENCE -> kind == MaskKind.MACHINE ? LARGE_FIRST : AS_LISTED;
                case ANNOTATION -> AS_LISTED;
                case AREA_DESC -> LARGE_FIRST;
            };
            case DrawOrder.ByClass(var titles) -> byClass(titles).thenComparing(LARGE_FIRST);
        };
    }

    private static Comparator<Piece> byClass(List<String> titles) {
        Map<String, Integer> ranks = new HashMap<>();
        titles.forEach(title -> ranks.putIfAbsent(composed(title), ranks.size()));
        return Comparator.comparingInt(piece -> ranks.getOrDefault(composed(piece.objectClass().title()), -1));
    }

    private static String composed(String title) {
        return Normalizer.normalize(title, Normalizer.Form.NFC);
    }
}
