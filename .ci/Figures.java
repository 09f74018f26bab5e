import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;

/** Prints the sizes and names of the production code, a line for each module: {@code java .ci/Figures.java}. Gates nothing. */
class Figures {
    private static final List<String> MODULES = List.of("contracts", "src", "worker", "sandbox", "resilience", "benchmarks");
    private static final Pattern WORD = Pattern.compile("[A-Z]+(?![a-z])[0-9]*|[A-Z][a-z0-9]*");

    private final List<Integer> files = new ArrayList<>();
    private final List<Integer> methods = new ArrayList<>();
    private final List<Integer> words = new ArrayList<>();
    private int records;
    private int sealedTypes;

    public static void main(String[] arguments) throws IOException {
        System.out.println("module       files p50/p90/max   methods p50/p90/max >40   types one-word   words   records sealed");
        for (var module : MODULES) {
            var figures = new Figures();
            figures.add(Path.of(module.equals("src") ? "src/main/java" : module + "/src/main/java"));
            figures.print(module);
        }
    }

    private void add(Path root) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> found = Files.walk(root); var manager = compiler.getStandardFileManager(null, null, null)) {
            var sources = found.filter(file -> file.toString().endsWith(".java")
                    && !file.endsWith("package-info.java")).toList();
            var task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null,
                    manager.getJavaFileObjectsFromPaths(sources));
            for (var unit : task.parse()) {
                files.add((int) unit.getLineMap().getLineNumber(unit.getSourceFile().getCharContent(true).length() - 1));
                new Counter(unit, Trees.instance(task)).scan(unit, null);
            }
        }
    }

    private class Counter extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final Trees trees;

        Counter(CompilationUnitTree unit, Trees trees) {
            this.unit = unit;
            this.trees = trees;
        }

        @Override
        public Void visitClass(ClassTree type, Void none) {
            var name = type.getSimpleName().toString();
            if (!name.isEmpty()) {
                words.add((int) WORD.matcher(name).results().count());
                records += type.getKind() == Tree.Kind.RECORD ? 1 : 0;
                sealedTypes += type.getModifiers().getFlags().contains(Modifier.SEALED) ? 1 : 0;
            }
            return super.visitClass(type, none);
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            var positions = trees.getSourcePositions();
            long end = method.getBody() == null ? -1 : positions.getEndPosition(unit, method.getBody());
            if (end >= 0) {
                long start = positions.getStartPosition(unit, method.getBody());
                methods.add((int) Math.max(1, unit.getLineMap().getLineNumber(end) - unit.getLineMap().getLineNumber(start) - 1));
            }
            return super.visitMethod(method, none);
        }
    }

    private void print(String module) {
        long oneWord = words.stream().filter(count -> count == 1).count();
        System.out.printf(Locale.ROOT, "%-12s %5d %s   %7d %s %3d   %5d %4d %4.1f%%   %5.2f   %7d %6d%n", module,
                files.size(), spread(files), methods.size(), spread(methods),
                methods.stream().filter(lines -> lines > 40).count(), words.size(), oneWord,
                100.0 * oneWord / Math.max(1, words.size()),
                words.stream().mapToInt(count -> count).average().orElse(0), records, sealedTypes);
    }

    private static String spread(Collection<Integer> values) {
        var sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? "-" : "%d/%d/%d".formatted(sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 9 / 10), sorted.getLast());
    }
}
