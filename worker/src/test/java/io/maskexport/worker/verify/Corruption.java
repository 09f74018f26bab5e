package io.maskexport.worker.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.maskexport.archive.Member;
import io.maskexport.archive.MemberGroup;
import io.maskexport.contracts.ExportRequested;
import io.maskexport.contracts.JsonRecords;
import io.maskexport.contracts.RequestDigest;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Corruptions of an export, planted one at a time, each with all the differences that must be found. */
enum Corruption {
    A_BYTE_OF_CONTENT_IS_FLIPPED(export -> {
        export.file(export.nameOf(1))[600] ^= 1;
    }, DifferenceCode.PART_SHA256),
    A_PART_IS_MISSING(export -> {
        export.files.remove(export.nameOf(2));
    }, DifferenceCode.PART_MISSING),
    A_PART_IS_CUT_IN_A_MEMBER(export -> {
        export.files.put(export.nameOf(2), Arrays.copyOf(export.bytes(2), 2_000));
    }, DifferenceCode.PART_SIZE, DifferenceCode.PART_SHA256, DifferenceCode.PART_BROKEN),
    A_PART_IS_CUT_IN_A_HEADER(export -> {
        export.files.put(export.nameOf(2), Arrays.copyOf(export.bytes(2), 5_000));
    }, DifferenceCode.PART_SIZE, DifferenceCode.PART_SHA256, DifferenceCode.PART_MEMBERS, DifferenceCode.PART_END,
            DifferenceCode.TOTAL),
    A_PART_IS_EMPTY(export -> {
        export.files.put(export.nameOf(1), new byte[0]);
    }, DifferenceCode.PART_SIZE, DifferenceCode.PART_SHA256, DifferenceCode.PART_MEMBERS, DifferenceCode.PART_ITEMS,
            DifferenceCode.PART_RANGE, DifferenceCode.TOTAL),
    TWO_PARTS_ARE_EXCHANGED(export -> {
        var first = export.bytes(1);
        export.files.put(export.nameOf(1), export.bytes(2));
        export.files.put(export.nameOf(2), first);
    }, DifferenceCode.PART_SIZE, DifferenceCode.PART_SHA256, DifferenceCode.PART_MEMBERS, DifferenceCode.PART_ITEMS,
            DifferenceCode.PART_RANGE),
    THE_LAST_PART_HAS_NO_END_BLOCKS(export -> {
        export.replace(3, Arrays.copyOf(export.bytes(3), export.bytes(3).length - 1024));
    }, DifferenceCode.PART_END),
    THE_LAST_PART_HAS_ONE_END_BLOCK(export -> {
        export.replace(3, Arrays.copyOf(export.bytes(3), export.bytes(3).length - 512));
    }, DifferenceCode.PART_END),
    THE_LAST_PART_HAS_MORE_ZEROS(export -> {
        export.replace(3, Arrays.copyOf(export.bytes(3), export.bytes(3).length + 512));
    }, DifferenceCode.PART_END),
    SOMETHING_FOLLOWS_THE_END_BLOCKS(export -> {
        var longer = Arrays.copyOf(export.bytes(3), export.bytes(3).length + 512);
        longer[longer.length - 1] = 1;
        export.replace(3, longer);
    }, DifferenceCode.PART_END),
    THE_SECOND_END_BLOCK_IS_NOT_EMPTY(export -> {
        var bytes = export.bytes(3);
        bytes[bytes.length - 1] = 1;
        export.replace(3, bytes);
    }, DifferenceCode.PART_END),
    A_PART_BEFORE_THE_LAST_HAS_END_BLOCKS(export -> {
        export.replace(1, Arrays.copyOf(export.bytes(1), export.bytes(1).length + 1024));
    }, DifferenceCode.PART_END),
    THE_CHECKSUM_OF_A_HEADER_IS_WRONG(export -> {
        var bytes = export.bytes(1);
        bytes[150] ^= 1;
        export.replace(1, bytes);
    }, DifferenceCode.MEMBER_HEADER),
    A_MEMBER_IS_THERE_TWICE(groups -> {
        groups.set(0, with(groups.get(0), groups.get(0).members().getLast()));
        return groups;
    }, DifferenceCode.MEMBER_TWICE, DifferenceCode.TOTAL),
    AN_ITEM_IS_THERE_AGAIN_IN_ANOTHER_PART(groups -> {
        groups.add(5, groups.get(0));
        return groups;
    }, DifferenceCode.MEMBER_TWICE, DifferenceCode.TOTAL),
    AN_ITEM_IS_LOST(groups -> {
        groups.remove(0);
        return groups;
    }, DifferenceCode.TOTAL),
    A_MASK_IS_LOST(groups -> {
        groups.set(0, new MemberGroup("a/img/1.png", groups.get(0).members().subList(0, 6)));
        return groups;
    }, DifferenceCode.TOTAL),
    A_PATH_LEADS_OUT_OF_THE_FOLDER(groups -> {
        groups.set(0, with(groups.get(0), SampleExport.member("a/masks_instances/1/../../../x.png", 5)));
        return groups;
    }, DifferenceCode.MEMBER_PATH, DifferenceCode.TOTAL),
    A_PATH_IS_ABSOLUTE(groups -> {
        groups.set(0, with(groups.get(0), SampleExport.member("/etc/passwd", 5)));
        return groups;
    }, DifferenceCode.MEMBER_PATH, DifferenceCode.MEMBER_PLACE),
    A_FILE_BELONGS_TO_NO_ITEM(groups -> {
        groups.set(0, with(groups.get(0), SampleExport.member("a/masks_human/2.png", 5)));
        return groups;
    }, DifferenceCode.MEMBER_PLACE),
    A_MEMBER_IS_A_LINK(export -> {
        export.replace(1, header(export.bytes(1), 156, "2"));
    }, DifferenceCode.MEMBER_HEADER),
    A_MEMBER_HAS_AN_OWNER(export -> {
        export.replace(1, header(export.bytes(1), 108, "0001750"));
    }, DifferenceCode.MEMBER_HEADER),
    THE_COUNT_OF_MEMBERS_IS_WRONG(export -> {
        export.part(1).put("members", 1);
    }, DifferenceCode.PART_MEMBERS),
    THE_COUNT_OF_ITEMS_IS_WRONG(export -> {
        export.part(1).put("items", export.part(1).path("items").asInt() + 1);
        export.part(2).put("items", export.part(2).path("items").asInt() - 1);
    }, DifferenceCode.PART_ITEMS),
    THE_FIRST_ITEM_IS_ANOTHER(export -> {
        export.part(2).put("firstItem", "a/img/0.png");
    }, DifferenceCode.PART_RANGE),
    THE_LAST_ITEM_IS_ANOTHER(export -> {
        export.part(3).put("lastItem", "");
    }, DifferenceCode.PART_RANGE),
    A_NUMBER_IS_LEFT_OUT(export -> {
        export.part(3).put("number", 4);
    }, DifferenceCode.PART_NUMBER),
    A_PART_IS_LISTED_TWICE(export -> {
        export.part(2).put("key", export.part(1).path("key").asText());
        export.sum();
    }, DifferenceCode.PART_KEY, DifferenceCode.PART_SIZE, DifferenceCode.PART_SHA256, DifferenceCode.PART_MEMBERS,
            DifferenceCode.PART_ITEMS, DifferenceCode.PART_RANGE, DifferenceCode.MEMBER_TWICE, DifferenceCode.TOTAL,
            DifferenceCode.UNLISTED),
    A_PART_IS_LARGER_THAN_ASKED_FOR(export -> {
        export.at("/request/archive").put("partMaxBytes", 10_240);
        export.manifest.put("requestDigest", digest(export));
    }, DifferenceCode.PART_LIMIT),
    THE_BYTES_ARE_SUMMED_UP_WRONG(export -> {
        export.at("/content/totals").put("bytes", 1);
    }, DifferenceCode.TOTAL),
    THE_ITEMS_ARE_SUMMED_UP_WRONG(export -> {
        export.at("/content/totals").put("items", 7).put("skipped", 2);
    }, DifferenceCode.TOTAL),
    SKIPPED_ITEMS_ARE_HIDDEN(export -> {
        export.at("/content/totals").put("skipped", 0);
    }, DifferenceCode.TOTAL),
    MASKS_ARE_COUNTED_WRONG(export -> {
        export.at("/content/totals/masks").put("semanticRgb", 3);
    }, DifferenceCode.TOTAL),
    A_CLASS_HAS_ANOTHER_VALUE(export -> {
        export.at("/content/classMap/1").put("index", 3);
    }, DifferenceCode.CLASS_MAP),
    A_CLASS_HAS_ANOTHER_COLOUR(export -> {
        ((ArrayNode) export.manifest.at("/content/classMap/0/rgb")).set(2, 1);
    }, DifferenceCode.CLASS_MAP),
    A_CLASS_MAP_IS_NOT_JSON(groups -> {
        groups.set(6, new MemberGroup("meta.json", List.of(groups.get(6).members().get(0),
                new Member("obj_class_to_machine_color.json", "{".getBytes(UTF_8)), groups.get(6).members().get(2))));
        return groups;
    }, DifferenceCode.CLASS_MAP),
    THE_META_FILE_IS_LOST(groups -> {
        groups.set(6, new MemberGroup("meta.json", groups.get(6).members().subList(1, 3)));
        return groups;
    }, DifferenceCode.ROOT_FILES),
    A_CLASS_MAP_WAS_NOT_ASKED_FOR(export -> {
        export.at("/request/options").put("semanticRgbMasks", false);
        export.manifest.put("requestDigest", digest(export));
    }, DifferenceCode.ROOT_FILES),
    A_ROOT_FILE_IS_IN_ANOTHER_PART(groups -> {
        groups.add(0, new MemberGroup("a/img/0.gif", List.of(SampleExport.member("meta.json", 2),
                SampleExport.member("a/img/0.gif", 2))));
        groups.set(7, new MemberGroup("meta.json", groups.get(7).members().subList(1, 3)));
        return groups;
    }, DifferenceCode.ROOT_FILES),
    THE_SUMS_ARE_MISSING(export -> {
        export.files.remove("SHA256SUMS");
    }, DifferenceCode.SUMS),
    THE_SUMS_SAY_OTHERWISE(export -> {
        export.file("SHA256SUMS")[3] ^= 1;
    }, DifferenceCode.SUMS),
    A_SUM_IS_LOST(export -> {
        var sums = export.file("SHA256SUMS");
        export.files.put("SHA256SUMS", Arrays.copyOf(sums, sums.length / 3));
    }, DifferenceCode.SUMS),
    THE_WARNINGS_ARE_MISSING(export -> {
        export.files.remove("warnings.ndjson");
    }, DifferenceCode.WARNING_LIST),
    A_WARNING_IS_LOST(export -> {
        var list = export.file("warnings.ndjson");
        int end = new String(list, UTF_8).lastIndexOf('{');
        export.files.put("warnings.ndjson", Arrays.copyOf(list, end));
    }, DifferenceCode.WARNING_LIST),
    A_WARNING_IS_SPOILED(export -> {
        export.file("warnings.ndjson")[0] = '?';
    }, DifferenceCode.WARNING_LIST),
    THE_WARNINGS_ARE_COUNTED_WRONG(export -> {
        export.at("/content/warnings").put("total", 121);
    }, DifferenceCode.WARNINGS),
    THE_LIST_OF_WARNINGS_IS_NOT_NAMED(export -> {
        export.at("/content/warnings").remove("list");
    }, DifferenceCode.WARNINGS, DifferenceCode.UNLISTED),
    A_PART_OF_ANOTHER_ATTEMPT_LIES_THERE(export -> {
        export.files.put("7_lemons_part_0004.tar", new byte[10]);
    }, DifferenceCode.UNLISTED),
    THE_REQUEST_WAS_ANOTHER(export -> {
        export.at("/request/options").put("thickness", 5);
    }, DifferenceCode.REQUEST_DIGEST),
    THE_REQUEST_HAD_ANOTHER_ID(export -> {
        export.manifest.put("requestId", "lemons-2");
    }, DifferenceCode.REQUEST_ID),
    THE_EXPORT_WAS_CANCELLED(export -> {
        export.manifest.put("status", "cancelled").remove("content");
    }, DifferenceCode.NOT_COMPLETED, DifferenceCode.UNLISTED);

    private interface Planting {
        void into(SampleExport export) throws IOException;
    }

    private interface Regrouping {
        List<MemberGroup> of(List<MemberGroup> groups);
    }

    private interface Making {
        SampleExport make() throws IOException;
    }

    private final Making making;
    private final Set<DifferenceCode> found;

    /** A change to a finished export. */
    Corruption(Planting planting, DifferenceCode... found) {
        this.making = () -> {
            var export = SampleExport.of();
            planting.into(export);
            return export;
        };
        this.found = Set.of(found);
    }

    /**
     * An archive of other files, with a manifest that counts and hashes them correctly, as if the archive were
     * complete.
     */
    Corruption(Regrouping regrouping, DifferenceCode... found) {
        this.making = () -> SampleExport.of(regrouping.of(SampleExport.groups()));
        this.found = Set.of(found);
    }

    SampleExport planted() throws IOException {
        return making.make();
    }

    /** All differences that must be found, and no others. */
    Set<DifferenceCode> found() {
        return found;
    }

    private static MemberGroup with(MemberGroup group, Member more) {
        var members = new ArrayList<>(group.members());
        members.add(more);
        return new MemberGroup(group.name(), members);
    }

    /** A part with another text in its first header, and a corrected checksum. */
    private static byte[] header(byte[] part, int offset, String text) {
        byte[] ascii = text.getBytes(UTF_8);
        System.arraycopy(ascii, 0, part, offset, ascii.length);
        Arrays.fill(part, 148, 156, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += part[i];
        }
        System.arraycopy("%06o\0 ".formatted(sum).getBytes(UTF_8), 0, part, 148, 8);
        return part;
    }

    /** The digest of the changed request. */
    private static String digest(SampleExport export) throws IOException {
        return RequestDigest.of(JsonRecords.read(JsonRecords.write(export.at("/request")), ExportRequested.class));
    }
}
