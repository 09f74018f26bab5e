package io.maskexport.annotation;

/** The reader's position in an annotation, for error messages. */
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
