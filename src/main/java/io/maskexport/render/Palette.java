package io.maskexport.render;

/** The colours of palette masks. */
public enum Palette {
    /** The colours of the classes, black for the background. */
    CLASSES {
        @Override
        byte[] colours(MaskValues values) {
            byte[] colours = new byte[CHANNELS * (values.highest() + 1)];
            for (var objectClass : values.classes().reversed()) {
                int value = values.of(objectClass);
                if (value > 0) {
                    put(colours, value, objectClass.rgb());
                }
            }
            values.ignored().ifPresent(value -> put(colours, value, VOID));
            return colours;
        }
    },
    /** The 256 colours of PASCAL VOC: bits 0, 1 and 2 of an index are the highest bits of red, green and blue, and so on. */
    VOC {
        @Override
        byte[] colours(MaskValues values) {
            byte[] colours = new byte[CHANNELS * SIZE];
            for (int i = 0; i < SIZE; i++) {
                for (int bit = 0; bit < Byte.SIZE; bit++) {
                    colours[CHANNELS * i + bit % CHANNELS] |= (byte) ((i >> bit & 1) << (7 - bit / CHANNELS));
                }
            }
            return colours;
        }
    };

    private static final int CHANNELS = 3;
    private static final int SIZE = 256;
    /** What PASCAL VOC shows for pixels of no class. */
    private static final int VOID = 0xE0E0C0;

    /** Red, green and blue of each value, at least up to the highest one. */
    abstract byte[] colours(MaskValues values);

    private static void put(byte[] colours, int value, int rgb) {
        colours[CHANNELS * value] = (byte) (rgb >> 16);
        colours[CHANNELS * value + 1] = (byte) (rgb >> 8);
        colours[CHANNELS * value + 2] = (byte) rgb;
    }
}
