package io.maskexport.archive;

import java.util.List;
import java.util.Optional;

/**
 * Files that stay in one part: all members of an item, so that every part can be extracted on its own.
 *
 * @param name the item's path, used in the part's summary
 * @param index what the part's index says of it, if it is in there
 */
public record MemberGroup(String name, List<Member> members, Optional<IndexEntry> index) {
    public MemberGroup {
        members = List.copyOf(members);
    }

    /** A group that no index mentions. */
    public MemberGroup(String name, List<Member> members) {
        this(name, members, Optional.empty());
    }

    /** Memory that it takes until it is written, in bytes. */
    public long heldBytes() {
        return members.stream().mapToLong(Member::heldBytes).sum() + index.map(IndexEntry::heldBytes).orElse(0L);
    }
}
