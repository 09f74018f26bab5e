package io.maskexport.resilience.simulation;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

import io.maskexport.archive.MemberGroup;
import io.maskexport.defect.DefectException;
import io.maskexport.export.Item;
import io.maskexport.export.ProjectSource;
import io.maskexport.export.RenderedItem;
import io.maskexport.worker.bucket.ForwardingWriter;
import io.maskexport.worker.bucket.ObjectInfo;
import io.maskexport.worker.bucket.ObjectRef;
import io.maskexport.worker.bucket.ObjectStore;
import io.maskexport.worker.bucket.ObjectWriter;
import io.maskexport.worker.bucket.OpenUpload;
import io.maskexport.worker.failure.Sleeper;
import io.maskexport.worker.protocol.RenderEngine;

/** Protocols that are broken on purpose, each in one of the ways that exports are broken elsewhere: the audit must notice. */
enum Mutant implements ProtocolVariant {
    /** What must be written once is overwritten: the last writer decides how an export ended. */
    LAST_WRITER_WINS {
        @Override
        public ObjectStore store(ObjectStore honest, SimulatedWorld world) {
            return new ForwardingStore(honest) {
                @Override
                public boolean putIfAbsent(ObjectRef ref, byte[] content, String contentType) throws IOException {
                    honest.put(ref, content, contentType);
                    return true;
                }
            };
        }
    },
    /** A record is acknowledged when it is taken, not when it is dealt with. */
    EARLY_ACKNOWLEDGEMENT {
        @Override
        public boolean acknowledgesFirst() {
            return true;
        }
    },
    /** Every attempt gives other bytes: the members of an item come in the order in which they happened to be ready. */
    DRIFTING_BYTES {
        @Override
        public RenderEngine engine(RenderEngine honest, SimulatedWorld world) {
            return (source, context) -> {
                var stream = honest.open(source, context);
                return (items, receiver) -> stream.render(items, item -> receiver.accept(shuffled(item, world)));
            };
        }
    },
    /** Uploads that a dead worker left open are nobody's business. */
    OPEN_UPLOADS {
        @Override
        public ObjectStore store(ObjectStore honest, SimulatedWorld world) {
            return new ForwardingStore(honest) {
                @Override
                public List<OpenUpload> openUploads(ObjectRef prefix) {
                    return List.of();
                }
            };
        }
    },
    /** Closing an upload completes it, as streams into object stores often do, however much was written. */
    CLOSE_COMMITS {
        @Override
        public ObjectStore store(ObjectStore honest, SimulatedWorld world) {
            return new ForwardingStore(honest) {
                @Override
                public ObjectWriter write(ObjectRef ref, String contentType) throws IOException {
                    return new CommittingWriter(honest.write(ref, contentType));
                }
            };
        }
    },
    /** Inputs are read as they are, not as they were planned. */
    UNPINNED_INPUTS {
        @Override
        public ObjectStore store(ObjectStore honest, SimulatedWorld world) {
            return new ForwardingStore(honest) {
                @Override
                public Optional<byte[]> read(ObjectInfo version, long unpackedBytes) throws IOException {
                    return honest.read(version.ref());
                }
            };
        }
    },
    /** An item that cannot be read now is logged and left out. */
    SKIPPED_ITEMS {
        @Override
        public RenderEngine engine(RenderEngine honest, SimulatedWorld world) {
            return (source, _) -> (items, receiver) -> {
                while (items.hasNext()) {
                    var item = rendered(source, items.next());
                    if (item.isPresent()) {
                        receiver.accept(item.get());
                    }
                }
            };
        }
    },
    /** Ended exports are cleared away at once, while a worker may still be asleep over one. */
    HASTY_JANITOR {
        @Override
        public Duration grace(Duration honest) {
            return Duration.ZERO;
        }
    },
    /** What failed is tried again at once. */
    NO_WAIT {
        @Override
        public Sleeper sleeper(Sleeper honest) {
            return (_, stop) -> stop.isStopRequested();
        }
    };

    /** As the command line has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static RenderedItem shuffled(RenderedItem item, SimulatedWorld world) {
        var members = new ArrayList<>(item.members().members());
        Collections.shuffle(members, Random.from(world.random()));
        return new RenderedItem(new MemberGroup(item.members().name(), members), item.masks(), item.labels(),
                item.warnings());
    }

    private static Optional<RenderedItem> rendered(ProjectSource source, Item item)
            throws InterruptedException, DefectException {
        try {
            return Optional.of(TinyRenderEngine.render(source, item));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Commits when it is closed. */
    private static final class CommittingWriter extends ForwardingWriter {
        private boolean committed;

        CommittingWriter(ObjectWriter honest) {
            super(honest);
        }

        @Override
        public ObjectInfo commit() throws IOException {
            committed = true;
            return super.commit();
        }

        @Override
        public void close() throws IOException {
            if (!committed) {
                commit();
            }
        }
    }
}
