package io.maskexport.annotation;

/** Where in an annotation its reader is, for people who look for what is wrong. */
final class AnnotationPlace {
    private String field = "the beginning";
    private int label = -1;

    void enterField(String name) {
        field = "'" + name + "'";
        label = -1;
    }

    void enterLabel(int position) {
        label = position;
    }

    @Override
    public String toString() {
        return label < 0 ? field : "label " + label;
    }
}
