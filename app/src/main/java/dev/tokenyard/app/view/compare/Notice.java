package dev.tokenyard.app.view.compare;

/**
 * What came of something that the user asked for.
 *
 * @param words a sentence
 * @param isProblem whether it went wrong
 */
public record Notice(String words, boolean isProblem) {
    /** It went well. */
    public static Notice done(String words) {
        return new Notice(words, false);
    }

    /** It went wrong; the words say what, where and what to do. */
    public static Notice problem(String words) {
        return new Notice(words, true);
    }
}
