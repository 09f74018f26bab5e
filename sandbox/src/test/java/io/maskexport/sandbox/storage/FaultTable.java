package io.maskexport.sandbox.storage;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The outcomes as a table for people. */
final class FaultTable {
    /** What became of one operation under one fault. */
    record Cell(OperationOutcome once, OperationOutcome always) {
        @Override
        public String toString() {
            return once == always ? once.word() : once.word() + " / " + always.word();
        }
    }

    private FaultTable() {}

    static String markdown(Map<StorageFault, Map<StorageOperation, Cell>> cells) {
        var titles = Arrays.stream(StorageOperation.values()).map(StorageOperation::title).toList();
        return "| fault | " + String.join(" | ", titles) + " |\n|" + " --- |".repeat(titles.size() + 1) + "\n"
                + cells.entrySet().stream().map(row -> row(row.getKey(), row.getValue()))
                        .collect(Collectors.joining());
    }

    private static String row(StorageFault fault, Map<StorageOperation, Cell> row) {
        return "| " + fault.description() + " | " + Arrays.stream(StorageOperation.values())
                .map(operation -> row.containsKey(operation) ? row.get(operation).toString() : "")
                .collect(Collectors.joining(" | ")) + " |\n";
    }
}
