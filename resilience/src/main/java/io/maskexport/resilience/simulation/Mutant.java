package io.maskexport.resilience.simulation;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

import io.maskexport.archive.MemberGroup;
import io.maskexport.defect.DefectException;
import io.maskexport.export.ExportContext;
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
import io.maskexport.worker.plan.KnownFeatures;
import io.maskexport.worker.protocol.RenderEngine;

/** Protocols that are broken on purpose, in ways that real exporters are broken; the audit must notice each. */
enum Mutant implements ProtocolVariant {
    /** Write-once objects are overwritten: the last writer decides how an export ended. */
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
    /** A record is acknowledged when it is acquired, not when it is done. */
    EARLY_ACKNOWLEDGEMENT {
        @Override
        public boolean acknowledgesFirst() {
            return true;
        }
    },
    /** Every attempt produces different bytes: an item's members are written in the order in which they become ready. */
    DRIFTING_BYTES {
        @Override
        public RenderEngine engine(RenderEngine honest, SimulatedWorld world) {
            return (source, context) -> {
                var stream = honest.open(source, context);
                return (items, receiver) -> stream.render(items, item -> receiver.accept(shuffled(item, world)));
            };
        }
    },
    /** Nobody aborts the open uploads of a dead worker. */
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
    /** Closing an upload completes it, however much was written, as streams into object stores often do. */
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
    /** The current version of an input is read, not the planned one. */
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
    /** An item that cannot be read at the moment is logged and left out. */
    SKIPPED_ITEMS {
        @Override
        public RenderEngine engine(RenderEngine honest, SimulatedWorld world) {
            return (source, context) -> (items, receiver) -> {
                while (items.hasNext()) {
                    var item = rendered(source, items.next(), context);
                    if (item.isPresent()) {
                        receiver.accept(item.get());
                    }
                }
            };
        }
    },
    /** Records of ended exports are deleted at once, while a frozen worker may still work on one. */
    HASTY_JANITOR {
        @Override
        public Duration grace(Duration honest) {
            return Duration.ZERO;
        }
    },
    /** A failed step is retried at once. */
    NO_WAIT {
        @Override
        public Sleeper sleeper(Sleeper honest) {
            return (_, stop) -> stop.isStopRequested();
        }
    },
    /** A worker takes itself to understand every export. */
    BLIND_COMPLETION {
        @Override
        public KnownFeatures known(KnownFeatures honest) {
            return new KnownFeatures(honest.format(), WorkerVersion.with(honest.features()), honest.needed());
        }
    },
    /** The index of a part is taken for written, and is not. */
    LOST_INDEX {
        @Override
        public ObjectStore store(ObjectStore honest, SimulatedWorld world) {
            return new ForwardingStore(honest) {
                @Override
                public ObjectWriter writeBeside(ObjectRef ref, String contentType) throws IOException {
                    return new ForwardingWriter(honest.writeBeside(ref, contentType)) {
                        @Override
                        public ObjectInfo commit() {
                            return new ObjectInfo(ref, 0, "", Instant.EPOCH);
                        }
                    };
                }
            };
        }
    },
    /** A worker does not see the claims of other exports of its tenant. */
    UNSEEN_CLAIMS {
        @Override
        public ObjectStore store(ObjectStore honest, SimulatedWorld world) {
            return new ForwardingStore(honest) {
                @Override
                public Iterator<ObjectInfo> list(ObjectRef prefix) throws IOException {
                    return prefix.key().endsWith("/.tenants/.common/")
                            ? Collections.emptyIterator()
                            : honest.list(prefix);
                }
            };
        }
    },
    /** The planner drops the file at which a page of a full listing ends. */
    LOST_PAGE_BOUNDARY {
        @Override
        public ObjectStore store(ObjectStore honest, SimulatedWorld world) {
            return new ForwardingStore(honest) {
                @Override
                public Iterator<ObjectInfo> list(ObjectRef prefix) throws IOException {
                    var objects = honest.list(prefix);
                    return prefix.key().startsWith(ClientWorkload.SOURCES) ? withoutPageEnds(objects) : objects;
                }
            };
        }
    };

    /** The name on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Iterator<ObjectInfo> withoutPageEnds(Iterator<ObjectInfo> objects) {
        var left = new ArrayList<ObjectInfo>();
        for (int number = 1; objects.hasNext(); number++) {
            var object = objects.next();
            if (number % ProcessStore.PAGE != 0) {
                left.add(object);
            }
        }
        return left.iterator();
    }

    private static RenderedItem shuffled(RenderedItem item, SimulatedWorld world) {
        var members = new ArrayList<>(item.members().members());
        Collections.shuffle(members, Random.from(world.random()));
        return new RenderedItem(new MemberGroup(item.members().name(), members, item.members().index()), item.masks(),
                item.labels(),
                item.warnings());
    }

    private static Optional<RenderedItem> rendered(ProjectSource source, Item item, ExportContext context)
            throws InterruptedException, DefectException {
        try {
            return Optional.of(TinyRenderEngine.render(source, item, context));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Commits when closed. */
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
