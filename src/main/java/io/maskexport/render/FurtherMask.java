package io.maskexport.render;

/**
 * A mask of one of the kinds that the reference application does not have.
 *
 * @param mask has a name if an item has several masks of the kind
 */
public record FurtherMask(MaskKind kind, NamedMask mask) {}
