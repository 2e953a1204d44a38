package dev.tokenyard.app.cli;

import dev.tokenyard.sim.catalog.CatalogFileException;
import dev.tokenyard.sim.catalog.HardwareCatalog;
import dev.tokenyard.sim.catalog.UserCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that adds a user's GPUs and models. */
final class CatalogOption {
    @Option(
            names = "--catalog",
            paramLabel = "FILE",
            description =
                    "A JSON file, or a folder of them, with a list \"gpus\" or \"models\" of further entries, in the"
                            + " form that \"tokenyard gpus ID --entry\" and \"tokenyard models ID --entry\" print; may be"
                            + " repeated.")
    private List<Path> files = new ArrayList<>();

    /** The files that were given, and those in folders that were. */
    List<Path> read() throws CommandFailure {
        try {
            return files.stream()
                    .flatMap(file -> UserCatalog.files(file).stream())
                    .toList();
        } catch (CatalogFileException unreadable) {
            throw CommandFailure.badInput(unreadable);
        }
    }

    /** The user's entries. */
    UserCatalog user() throws CommandFailure {
        try {
            UserCatalog all = UserCatalog.NONE;
            for (Path file : files) {
                UserCatalog one = UserCatalog.read(file);
                HardwareCatalog.builtIn().with(one, file.toString());
                all = all.plus(one);
            }
            return all;
        } catch (CatalogFileException malformed) {
            throw CommandFailure.badInput(malformed);
        }
    }

    /** The program's entries and the user's. */
    HardwareCatalog catalog() throws CommandFailure {
        return HardwareCatalog.builtIn().with(user(), "the catalogue");
    }
}
