package io.maskexport.benchmarks.compare;

import io.maskexport.benchmarks.reference.ReferenceMasks;

/** Rows that are measured together. */
enum RowGroup {
    MACHINE {
        @Override
        void measure(ResultTable table, RunScope extent) throws Exception {
            try (var reference = new ReferenceMasks()) {
                new MaskRows(reference, extent.rounds()).machine(table);
            }
        }
    },
    SEMANTIC {
        @Override
        void measure(ResultTable table, RunScope extent) throws Exception {
            try (var reference = new ReferenceMasks()) {
                new MaskRows(reference, extent.rounds()).semantic(table);
            }
        }
    },
    INSTANCE {
        @Override
        void measure(ResultTable table, RunScope extent) throws Exception {
            try (var reference = new ReferenceMasks()) {
                new MaskRows(reference, extent.rounds()).instances(table);
            }
        }
    },
    BITMAP {
        @Override
        void measure(ResultTable table, RunScope extent) throws Exception {
            try (var reference = new ReferenceMasks()) {
                new MaskRows(reference, extent.rounds()).bitmaps(table);
            }
        }
    },
    CANVAS {
        @Override
        void measure(ResultTable table, RunScope extent) throws Exception {
            CanvasRows.measure(table, extent.rounds());
        }
    },
    HUMAN {
        @Override
        void measure(ResultTable table, RunScope extent) throws Exception {
            try (var reference = new ReferenceMasks()) {
                new HumanRows(reference, extent.rounds()).measure(table, extent.few());
            }
        }
    },
    MEMORY {
        @Override
        void measure(ResultTable table, RunScope extent) throws Exception {
            MemoryRow.measure(table);
        }
    },
    JOB {
        @Override
        void measure(ResultTable table, RunScope extent) throws Exception {
            try (var rows = new JobRows(extent.rounds(), extent.images())) {
                rows.measure(table);
            }
        }
    },
    ITEMS {
        @Override
        void measure(ResultTable table, RunScope extent) throws Exception {
            ItemRows.measure(table, extent.items());
        }
    };

    abstract void measure(ResultTable table, RunScope extent) throws Exception;
}
