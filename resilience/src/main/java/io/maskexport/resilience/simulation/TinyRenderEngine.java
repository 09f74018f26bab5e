package io.maskexport.resilience.simulation;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.maskexport.archive.IndexEntry;
import io.maskexport.archive.Member;
import io.maskexport.archive.MemberGroup;
import io.maskexport.archive.PlacedMember;
import io.maskexport.defect.DefectCode;
import io.maskexport.defect.DefectException;
import io.maskexport.defect.Warning;
import io.maskexport.export.ExportContext;
import io.maskexport.export.Item;
import io.maskexport.export.ItemStream;
import io.maskexport.export.ProjectSource;
import io.maskexport.export.RenderedItem;
import io.maskexport.render.MaskKind;
import io.maskexport.worker.protocol.RenderEngine;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Replaces the rendering engine: reads the same files and produces a tiny mask that depends only on their content. */
final class TinyRenderEngine implements RenderEngine {
    /** Every rendering exhausts the memory. */
    static final RenderEngine OUT_OF_MEMORY = (_, _) -> (items, _) -> {
        if (items.hasNext()) {
            throw new OutOfMemoryError("simulated");
        }
    };

    private static final int MANY = 60;

    @Override
    public ItemStream open(ProjectSource source, ExportContext context) {
        return (items, receiver) -> {
            while (items.hasNext()) {
                receiver.accept(render(source, items.next(), context));
            }
        };
    }

    static RenderedItem render(ProjectSource source, Item item, ExportContext context)
            throws IOException, InterruptedException, DefectException {
        var image = source.read(item.image().orElseThrow());
        var annotation = source.read(item.annotation().orElseThrow());
        var members = new ArrayList<Member>();
        members.add(new Member(item.path(), image));
        members.add(new Member(item.folder() + "/ann/" + item.annotationName(), annotation));
        members.add(new Member(item.folder() + "/masks_machine/" + item.stem() + ".png",
                TinyProject.mask(image, annotation)));
        var index = context.options().index()
                ? Optional.<IndexEntry>of(new TinyIndexEntry())
                : Optional.<IndexEntry>empty();
        return new RenderedItem(new MemberGroup(item.path(), members, index), Map.of(MaskKind.MACHINE, 1), 1,
                warnings(item, image));
    }

    /** Where the files of an item are: a line of paths, offsets and lengths. */
    private record TinyIndexEntry() implements IndexEntry {
        @Override
        public void writeTo(OutputStream out, List<PlacedMember> members) throws IOException {
            var line = members.stream().map(file -> file.path() + " " + file.offset() + " " + file.length())
                    .collect(Collectors.joining("\t", "", "\n"));
            out.write(line.getBytes(UTF_8));
        }

        @Override
        public long heldBytes() {
            return 0;
        }
    }

    private static List<Warning> warnings(Item item, byte[] image) {
        if (TinyProject.isFailing(image)) {
            return List.of(new Warning(item.path(), DefectCode.IMAGE_UNREADABLE, "nothing decodes"));
        }
        var damaged = new Warning(item.path(), DefectCode.IMAGE_DAMAGED, "what decodes is shown");
        return TinyProject.isDamaged(image) ? Collections.nCopies(MANY, damaged) : List.of();
    }
}
