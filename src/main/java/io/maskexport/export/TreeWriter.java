package io.maskexport.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.maskexport.archive.MemberGroup;

/** Writes the files of an archive below a directory, as unpacking would. Existing files are replaced. */
public record TreeWriter(Path directory) implements GroupWriter {

    @Override
    public void write(MemberGroup group) throws IOException {
        for (var member : group.members()) {
            var file = directory.resolve(member.path()).normalize();
            if (!file.startsWith(directory.normalize())) {
                throw new IOException("outside the directory: " + member.path());
            }
            Files.createDirectories(file.getParent());
            try (var out = Files.newOutputStream(file)) {
                member.file().writeTo(out);
            }
        }
    }
}
