package io.maskexport.archive;

import java.util.List;

/**
 * Files that stay in one part: all members of an item, so that every part can be extracted on its own.
 *
 * @param name the item's path, used in the part's summary
 */
public record MemberGroup(String name, List<Member> members) {
    public MemberGroup {
        members = List.copyOf(members);
    }
}
