package io.maskexport.worker.page;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import io.maskexport.archive.Member;
import io.maskexport.export.RenderedItem;
import io.maskexport.render.MaskKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The masks that this worker rendered last, the newest first. Makes pictures of them only when somebody looks. */
public final class LatestMasks {
    static final int MOST = 8;
    /** A mask of more bytes is left out, because the bytes are kept in memory. */
    static final int MOST_BYTES = 1_000_000;
    /** At most one mask is kept in this time, so that looking costs little. */
    static final Duration PACE = Duration.ofSeconds(2);
    /** The kinds that show classes, the most colourful first. */
    private static final List<MaskKind> KINDS = List.of(MaskKind.SEMANTIC_RGB, MaskKind.PALETTE, MaskKind.MACHINE);
    private static final Logger LOG = LoggerFactory.getLogger(LatestMasks.class);

    private final InstantSource clock;
    private final Deque<KeptMask> kept = new ArrayDeque<>();
    private Instant next = Instant.MIN;

    public LatestMasks(InstantSource clock) {
        this.clock = clock;
    }

    /** Keeps the mask of an item, if it has one and the last one was kept some time ago. */
    public synchronized void rendered(RenderedItem item) {
        var now = clock.instant();
        if (!now.isBefore(next)) {
            mask(item).ifPresent(mask -> keep(new KeptMask(item.members().name(), now, mask.content())));
        }
    }

    private void keep(KeptMask mask) {
        kept.addFirst(mask);
        next = mask.rendered.plus(PACE);
        if (kept.size() > MOST) {
            kept.removeLast();
        }
    }

    private static Optional<Member> mask(RenderedItem item) {
        return KINDS.stream()
                .flatMap(kind -> item.members().members().stream().filter(member -> isOf(kind, member.path())))
                .filter(member -> member.size() <= MOST_BYTES).findFirst();
    }

    /** By its folder or, in shards, by the end of its name. */
    private static boolean isOf(MaskKind kind, String path) {
        int name = path.lastIndexOf('/') + 1;
        return ("/" + path.substring(0, name)).endsWith("/" + kind.folder() + "/")
                || path.endsWith("." + kind.word() + ".png");
    }

    List<MaskThumbnail> thumbnails() {
        return snapshot().stream().flatMap(mask -> mask.thumbnail().stream()).toList();
    }

    private synchronized List<KeptMask> snapshot() {
        return List.copyOf(kept);
    }

    /** The bytes of a mask until its picture is made, then the picture. */
    private static final class KeptMask {
        private final String item;
        private final Instant rendered;
        private byte @Nullable [] mask;
        private @Nullable MaskThumbnail thumbnail;

        KeptMask(String item, Instant rendered, byte[] mask) {
            this.item = item;
            this.rendered = rendered;
            this.mask = mask;
        }

        synchronized Optional<MaskThumbnail> thumbnail() {
            if (mask != null) {
                thumbnail = made(mask);
                mask = null;
            }
            return Optional.ofNullable(thumbnail);
        }

        private @Nullable MaskThumbnail made(byte[] bytes) {
            try {
                return MaskThumbnail.picture(bytes)
                        .map(picture -> new MaskThumbnail(item, rendered.toString(), picture)).orElse(null);
            } catch (IOException e) {
                LOG.warn("cannot show the mask of {}", item, e);
                return null;
            }
        }
    }
}
