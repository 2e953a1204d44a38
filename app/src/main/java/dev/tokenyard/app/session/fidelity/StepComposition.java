package dev.tokenyard.app.session.fidelity;

/**
 * What a step processes.
 *
 * @param prefills requests with a prompt chunk in it
 * @param prefillTokens tokens of their chunks
 * @param pastTokens tokens before their chunks
 * @param decodes requests that decode
 * @param contextTokens tokens that those have together, the one that they process included
 */
public record StepComposition(int prefills, int prefillTokens, int pastTokens, int decodes, long contextTokens) {
    @Override
    public String toString() {
        String decoding = decodes == 0 ? "" : decodes + " decodes with " + contextTokens + " context tokens";
        String prompts = prefills == 0
                ? ""
                : prefills + (prefills == 1 ? " prompt chunk of " : " prompt chunks of ") + prefillTokens + " tokens"
                        + (pastTokens == 0 ? "" : " after " + pastTokens);
        return prompts.isEmpty() ? decoding : decoding.isEmpty() ? prompts : prompts + " and " + decoding;
    }
}
