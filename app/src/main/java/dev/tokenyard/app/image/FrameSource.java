package dev.tokenyard.app.image;

import java.awt.image.BufferedImage;

/** Pictures of a film, drawn when they are asked for. */
public interface FrameSource {
    /** How many there are, 1 or more. */
    int count();

    /**
     * Draws a picture; called on one thread at a time, which waits for it. All are of one size.
     *
     * @param k its number, from 0
     * @throws ExportException if it cannot be drawn
     */
    BufferedImage frame(int k) throws ExportException;
}
