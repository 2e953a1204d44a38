package dev.tokenyard.app.cli;

import dev.tokenyard.app.image.ExportException;
import dev.tokenyard.app.image.ExportOptions;
import dev.tokenyard.app.report.ReportLook;

/**
 * What the command line needs of those who know colours and windows.
 *
 * @param look the colours of reports
 * @param recorder films
 */
public record ExportServices(ReportLook look, Recorder recorder) {
    /** Reports in the colours of their charts in both themes, and no films. */
    static ExportServices without(ExportOptions figures) {
        return new ExportServices(
                new ReportLook(figures.palette(), figures.palette()), (comparison, plan, range, film) -> {
                    throw new ExportException("Films cannot be made here; start the program as a whole.");
                });
    }
}
