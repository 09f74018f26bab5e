package io.maskexport.benchmarks.compare;

import io.maskexport.benchmarks.reference.ReferenceMasks;

/** A group of rows that are measured together. */
enum RowGroup {
    MACHINE {
        @Override
        void measure(ResultTable table, RunScope scope) throws Exception {
            try (var reference = new ReferenceMasks()) {
                new MaskRows(reference, scope.rounds()).machine(table);
            }
        }
    },
    SEMANTIC {
        @Override
        void measure(ResultTable table, RunScope scope) throws Exception {
            try (var reference = new ReferenceMasks()) {
                new MaskRows(reference, scope.rounds()).semantic(table);
            }
        }
    },
    INSTANCE {
        @Override
        void measure(ResultTable table, RunScope scope) throws Exception {
            try (var reference = new ReferenceMasks()) {
                new MaskRows(reference, scope.rounds()).instances(table);
            }
        }
    },
    BITMAP {
        @Override
        void measure(ResultTable table, RunScope scope) throws Exception {
            try (var reference = new ReferenceMasks()) {
                new MaskRows(reference, scope.rounds()).bitmaps(table);
            }
        }
    },
    CANVAS {
        @Override
        void measure(ResultTable table, RunScope scope) throws Exception {
            CanvasRows.measure(table, scope.rounds());
        }
    },
    ENCODING {
        @Override
        void measure(ResultTable table, RunScope scope) throws Exception {
            EncodingRows.measure(table, scope.rounds());
        }
    },
    HUMAN {
        @Override
        void measure(ResultTable table, RunScope scope) throws Exception {
            try (var reference = new ReferenceMasks()) {
                new HumanRows(reference, scope.rounds()).measure(table, scope.few());
            }
        }
    },
    MEMORY {
        @Override
        void measure(ResultTable table, RunScope scope) throws Exception {
            MemoryRow.measure(table);
        }
    },
    JOB {
        @Override
        void measure(ResultTable table, RunScope scope) throws Exception {
            try (var rows = new JobRows(scope.rounds(), scope.images())) {
                rows.measure(table);
            }
        }
    },
    ARCHIVE {
        @Override
        void measure(ResultTable table, RunScope scope) throws Exception {
            try (var rows = new ArchiveRows(scope.rounds(), scope.images())) {
                rows.measure(table);
            }
        }
    },
    ITEMS {
        @Override
        void measure(ResultTable table, RunScope scope) throws Exception {
            ItemRows.measure(table, scope.items());
        }
    };

    abstract void measure(ResultTable table, RunScope scope) throws Exception;
}
