package io.maskexport.hostile;

/** Number of masks of each kind in a project, besides those of its good items. */
record Made(int human, int machine, int semantic, int instance) {
    static final Made NOTHING = new Made(0, 0, 0, 0);

    /** All masks of one item with this number of labels. */
    static Made all(int labels) {
        return new Made(1, 1, 1, labels);
    }

    Made withoutHuman() {
        return new Made(0, machine, semantic, instance);
    }

    Made withoutInstances() {
        return new Made(human, machine, semantic, 0);
    }
}
