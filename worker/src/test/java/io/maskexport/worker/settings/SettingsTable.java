package io.maskexport.worker.settings;

import java.util.Map;
import java.util.stream.Collectors;

/** The table of settings in docs/settings.md. */
final class SettingsTable {
    private SettingsTable() {}

    static String markdown() {
        var environment = new EnvironmentReader(Map.of());
        WorkerSettings.read(environment);
        return environment.rows().stream()
                .map(row -> "| `%s` | %s | %s |".formatted(row.name(), row.value(), row.meaning()))
                .collect(Collectors.joining("\n", "| Variable | Default | Meaning |\n|---|---|---|\n", "\n"));
    }
}
