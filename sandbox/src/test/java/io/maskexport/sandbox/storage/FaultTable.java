package io.maskexport.sandbox.storage;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The outcomes as Markdown tables. */
final class FaultTable {
    /** The outcomes of one operation under one fault. */
    record Cell(OperationOutcome once, OperationOutcome always) {
        @Override
        public String toString() {
            return once == always ? once.word() : once.word() + " / " + always.word();
        }
    }

    private FaultTable() {}

    /** Operations that share a table; several tables keep the rows short. */
    private enum OperationGroup {
        LISTINGS("Listings"), READS("Reads"), WRITES("Writes"), UPLOADS("Multipart uploads");

        private final String title;

        OperationGroup(String title) {
            this.title = title;
        }

        private static OperationGroup of(StorageOperation operation) {
            return switch (operation) {
                case LIST, FOLDERS, OPEN_UPLOADS -> LISTINGS;
                case HEAD, READ, READ_VERSION, OPEN -> READS;
                case PUT, PUT_IF_ABSENT, COPY, DELETE -> WRITES;
                case CREATE, PART, COMPLETE, ABORT -> UPLOADS;
            };
        }

        private List<StorageOperation> operations() {
            return Arrays.stream(StorageOperation.values()).filter(operation -> of(operation) == this).toList();
        }
    }

    static String markdown(Map<StorageFault, Map<StorageOperation, Cell>> cells) {
        return Arrays.stream(OperationGroup.values()).map(group -> table(group, cells))
                .collect(Collectors.joining("\n"));
    }

    private static String table(OperationGroup group, Map<StorageFault, Map<StorageOperation, Cell>> cells) {
        var operations = group.operations();
        var titles = operations.stream().map(StorageOperation::title).collect(Collectors.joining(" | "));
        var rows = cells.entrySet().stream().filter(row -> operations.stream().anyMatch(row.getValue()::containsKey))
                .map(row -> row(row.getKey(), operations, row.getValue())).collect(Collectors.joining());
        return "### %s\n\n| fault | %s |\n|%s\n%s".formatted(group.title, titles,
                " --- |".repeat(operations.size() + 1),
                rows);
    }

    private static String row(StorageFault fault, List<StorageOperation> operations, Map<StorageOperation, Cell> row) {
        return "| " + fault.description() + " | " + operations.stream()
                .map(operation -> row.containsKey(operation) ? row.get(operation).toString() : "")
                .collect(Collectors.joining(" | ")) + " |\n";
    }
}
