package io.maskexport.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.maskexport.defect.DefectCode;

import static io.maskexport.defect.DefectCode.NAME_CHANGED;
import static io.maskexport.defect.DefectCode.SHARED_STEM;

/** Image and dataset names that are not valid file names everywhere, or that clash somewhere. */
final class NameCases {
    private NameCases() {}

    static Stream<HostileCase> all() {
        return HostileCase.all(reserved().map(name -> file(name, NAME_CHANGED)), kept().map(NameCases::file),
                folders(), pairs());
    }

    private static String shown(String name) {
        var shown = new StringBuilder();
        name.codePoints().forEach(c -> shown.append(c > 32 && c < 127
                ? Character.toString(c)
                : "U+%04X".formatted(c)));
        if (shown.length() > 60) {
            return shown.substring(0, 20) + "... of " + name.length() + " characters";
        }
        return shown.toString();
    }

    private static HostileCase file(String name, DefectCode... codes) {
        return HostileCase.project("file " + shown(name), item("ds", name), Made.all(1), codes);
    }

    private static Map<String, byte[]> item(String dataset, String name) {
        return new TreeMap<>(Map.of(dataset + "/img/" + name, GoodItems.picture(), dataset + "/ann/" + name + ".json",
                GoodItems.bytes(GoodItems.annotation())));
    }

    private static Stream<String> reserved() {
        return Stream.of("con.png", "CON.PNG", "nul.png", "PRN.tar.png", "aux .png", "com1.png", "COM\u00b9.png",
                "LPT9.png", "conin$.png", "a:b.png", "a*b.png", "a?b.png", "a\"b.png", "a<b>.png", "a|b.png",
                "a\\b.png", "..\\..\\b.png", "a\nb.png", "a\rb.png", "a\tb.png", "a\u0001b.png", "a\u007fb.png",
                "a\u0085b.png", "a\u200bb.png", "a\u200fb.png", "\u202egnp.exe.png", "a\u2028b.png", "a\u2066b.png",
                "a\ufeffb.png", "x".repeat(196) + "1.png", "\u4e2d".repeat(66) + "1.png",
                "\ud83d\ude00".repeat(50) + ".png", "x".repeat(250) + ".png");
    }

    private static Stream<String> kept() {
        return Stream.of("a b.png", " a.png", "a..b.png", "...png", "-rf.png", "--help.png", "~.png", "$HOME.png",
                "`id`.png", "a'b.png", "a;b.png", "a&b.png", "%2e%2e%2fa.png", "a%00.png", "%s%n.png", "\u00e4.png",
                "\u4e2d\u6587.png", "\u0627\u0644.png", "\ud83d\ude00.png", "x".repeat(195) + "1.png", "icon.png",
                "con1.png", "com0x.png", "a.png.png", "a.tar.gz.png", "#1.png", "@eaDir.png", "{}.png", "[1].png");
    }

    private static HostileCase folder(String name, DefectCode... codes) {
        return HostileCase.project("dataset " + shown(name), item(name, "m.png"), Made.all(1), codes);
    }

    private static Stream<HostileCase> folders() {
        return HostileCase.all(Stream.of("con", "a:b", "a ", "a.", "x".repeat(201), "a\nb", "\u202eds", "aux.txt",
                "..\\x", "LPT1").map(name -> folder(name, NAME_CHANGED)),
                Stream.of("-ds", "d s", "ds2.tar", "\u00fc", "\u65e5\u672c", "images", "masks", "annotations", "johann",
                        "big_seg",
                        "0").map(NameCases::folder));
    }

    private static HostileCase two(String name, String one, String other, DefectCode... codes) {
        var files = item("ds", one);
        files.putAll(item("ds", other));
        return HostileCase.project(name, files, new Made(2, 2, 2, 2), codes);
    }

    private static Stream<HostileCase> pairs() {
        return Stream.of(
                two("two extensions of one stem", "m.png", "m.jpg", SHARED_STEM, SHARED_STEM),
                two("an extension in capitals", "m.png", "m.PNG", NAME_CHANGED),
                two("names that differ by case", "m.png", "M.png", NAME_CHANGED),
                two("stems that differ by case", "m.png", "M.jpg", SHARED_STEM, SHARED_STEM),
                two("a stem that is another's whole name", "m.png", "m.png.png"),
                two("two names of one safe name", "m:1.png", "m?1.png", NAME_CHANGED, NAME_CHANGED),
                two("a name that another's becomes", "m_1.png", "m:1.png", NAME_CHANGED),
                two("a stem whose trailing dot is cut", "m..png", "m.png", SHARED_STEM, SHARED_STEM),
                two("names that are equal up to 200 bytes", "x".repeat(220) + "1.png", "x".repeat(220) + "2.png",
                        NAME_CHANGED, NAME_CHANGED),
                many());
    }

    /** Hundreds of names that become the same safe name. */
    private static HostileCase many() {
        var items = new TreeMap<String, byte[]>();
        List<DefectCode> codes = new ArrayList<>();
        for (int i = 0; i < 243; i++) {
            var name = new StringBuilder("m");
            for (int rest = i, digit = 0; digit < 5; rest /= 3, digit++) {
                name.append("*?|".charAt(rest % 3));
            }
            items.putAll(item("ds", name + ".png"));
            codes.add(NAME_CHANGED);
        }
        return HostileCase.project("243 names that become one", items, new Made(243, 243, 243, 243),
                codes.toArray(DefectCode[]::new));
    }
}
