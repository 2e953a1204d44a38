package dev.tokenyard.sim.catalog;

/** A catalogue file cannot be used; the message says which file, where in it, what is there and what was expected. */
public final class CatalogFileException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    CatalogFileException(String message) {
        super(message);
    }

    CatalogFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
