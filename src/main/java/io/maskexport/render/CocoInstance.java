package io.maskexport.render;

import io.maskexport.geometry.PixelBox;

/**
 * An object of COCO instances, hidden pixels included: what its instance mask shows.
 *
 * @param number of the object in its item, from 1
 * @param category the value of its class
 * @param box contains all its pixels
 * @param area its pixels
 */
public record CocoInstance(int number, int category, PixelBox box, long area, CocoCounts counts) {}
