package io.maskexport.render;

import io.maskexport.geometry.PixelBox;

/**
 * What can be seen of an object.
 *
 * @param number of the object in its item, from 1
 * @param category the value of its class
 * @param box contains its visible pixels
 * @param area its visible pixels, at least 1
 */
public record PanopticSegment(int number, int category, PixelBox box, long area) {}
