package io.maskexport.archive;

import java.util.Optional;

/**
 * The properties of a finished part.
 *
 * @param number position among the parts of its sink, from 1
 * @param bytes size in bytes
 * @param sha256 of all its bytes, lower-case hexadecimal
 * @param groups number of member groups, which are items
 * @param members number of files
 * @param first name of the first group, empty for a part without groups
 * @param last name of the last group, empty for a part without groups
 * @param index of the index beside it, if there is one
 */
public record PartSummary(int number, long bytes, String sha256, int groups, int members, String first, String last,
        Optional<IndexSummary> index) {}
