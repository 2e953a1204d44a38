package dev.tokenyard.sim.model;

/** How weights or KV values are stored. */
public enum NumberFormat {
    /** Brain floating point, 16 bits. */
    BF16("bf16", 2),
    /** IEEE 754 half precision, 16 bits. */
    FP16("fp16", 2),
    /** Floating point of 8 bits (E4M3 or E5M2). */
    FP8("fp8", 1),
    /** Integers of 8 bits. */
    INT8("int8", 1);

    private final String label;
    private final int bytes;

    NumberFormat(String label, int bytes) {
        this.label = label;
        this.bytes = bytes;
    }

    /** Its name in catalogue files. */
    public String label() {
        return label;
    }

    /** Bytes of one number. */
    public int bytes() {
        return bytes;
    }
}
