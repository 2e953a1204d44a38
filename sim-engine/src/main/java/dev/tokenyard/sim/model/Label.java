package dev.tokenyard.sim.model;

/** What a trace may name of a request. A name is a text of any kind; most traces lack most of them. */
public enum Label {
    /** The service class. */
    CLASS("class"),
    /** The model that the request asks for. */
    MODEL("model"),
    /** Who the request came from: a user, tenant or application. */
    CLIENT("client"),
    /** The conversation that the request belongs to. */
    SESSION("session");

    private final String word;

    Label(String word) {
        this.word = word;
    }

    /** What it is called in messages and as a column. */
    public String word() {
        return word;
    }
}
