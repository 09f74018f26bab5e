package io.maskexport.archive;

import java.util.List;

/**
 * Files that stay in one part: all members of an item, so that every part extracts by itself.
 *
 * @param name what the part's summary calls it: the item's path
 */
public record MemberGroup(String name, List<Member> members) {
    public MemberGroup {
        members = List.copyOf(members);
    }
}
