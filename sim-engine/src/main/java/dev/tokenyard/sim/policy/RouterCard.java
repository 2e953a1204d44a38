package dev.tokenyard.sim.policy;

/**
 * What a router says of itself.
 *
 * @param id identifier in files and on the command line, for instance {@code round-robin}
 * @param title the name that people use
 * @param idea one sentence
 * @param citation paper or system, empty for folklore
 */
public record RouterCard(String id, String title, String idea, String citation) {}
