package dev.tokenyard.app.view.stage;

import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/**
 * KV blocks on their way between instances: a track from memory to memory and, on it, the request with its blocks behind,
 * or the blocks alone while the request still decodes where it was. A pure function of the moment.
 */
final class TransferPainter {
    private static final int MOST_FLIGHTS = 24;
    private static final double CHIP_WIDTH = 20;
    private static final double CHIP_HEIGHT = 9;
    /** Side of one of the squares that stand for blocks, and their distance on the way, as a share of it. */
    private static final double SQUARE = 4;

    private static final double TRAIN_GAP = 7;
    private static final int MOST_SQUARES = 5;
    /** A square for so many blocks. */
    private static final int BLOCKS_PER_SQUARE = 16;

    private static final double BOW = 0.12;

    private final Pen pen;
    private final HitMap hits;

    TransferPainter(Pen pen, HitMap hits) {
        this.pen = pen;
        this.hits = hits;
    }

    void paint(LaneModel lane, LaneLayout layout, Moment moment) {
        if (lane.flights().isEmpty()) {
            return;
        }
        List<Flights.Flight> visible = lane.flights().visible(moment, MOST_FLIGHTS);
        for (int k = visible.size() - 1; k >= 0; k--) {
            Flights.Flight flight = visible.get(k);
            Track track = Track.of(
                    flight.request(),
                    layout.instances().get(lane.place(flight.from())),
                    layout.instances().get(lane.place(flight.to())));
            track(track, pen.classes().solid(lane.outcomes().sloClass(flight.request())));
        }
        for (int k = visible.size() - 1; k >= 0; k--) {
            flight(lane, layout, visible.get(k), moment);
        }
        pen.gc().setGlobalAlpha(1);
    }

    /** The way from one memory to another: a bow, so that tracks in both directions can be told apart. */
    record Track(double x0, double y0, double x1, double y1, double bend) {
        static Track of(int request, InstanceLayout from, InstanceLayout to) {
            double share = 0.18 + 0.64 * spread(request);
            Box out = from.map();
            Box in = to.map();
            double x0 = out.x() + out.w() / 2;
            double y0 = out.y() + out.h() * share;
            double x1 = in.x() + in.w() / 2;
            double y1 = in.y() + in.h() * share;
            // The bow rises half as far as it is bent, and stays below the titles above the maps.
            double room = 2 * Math.max(0, Math.min(y0 - out.y(), y1 - in.y()) - CHIP_HEIGHT);
            return new Track(x0, y0, x1, y1, Math.min(room, BOW * Math.hypot(x1 - x0, y1 - y0)));
        }

        /** Fibonacci hashing sets consecutive requests far apart. */
        private static double spread(int request) {
            return ((request * 0x9E3779B9) >>> 24) / 255.0;
        }

        double length() {
            return Math.hypot(x1 - x0, y1 - y0);
        }

        /** Where its middle is drawn to: sideways of the way, by the bend. */
        double controlX() {
            return (x0 + x1) / 2 + bend * (y1 - y0) / Math.max(1, length());
        }

        double controlY() {
            return (y0 + y1) / 2 - bend * (x1 - x0) / Math.max(1, length());
        }

        double x(double at) {
            return (1 - at) * (1 - at) * x0 + 2 * at * (1 - at) * controlX() + at * at * x1;
        }

        double y(double at) {
            return (1 - at) * (1 - at) * y0 + 2 * at * (1 - at) * controlY() + at * at * y1;
        }
    }

    private void track(Track track, Color hue) {
        GraphicsContext gc = pen.gc();
        gc.beginPath();
        gc.moveTo(track.x0(), track.y0());
        gc.quadraticCurveTo(track.controlX(), track.controlY(), track.x1(), track.y1());
        // Over the cells of a memory map only a line with a border can be seen.
        gc.setGlobalAlpha(0.8);
        gc.setStroke(pen.theme().ground());
        gc.setLineWidth(3.5);
        gc.stroke();
        gc.setGlobalAlpha(0.9);
        gc.setStroke(hue);
        gc.setLineWidth(1.2);
        gc.stroke();
        gc.setGlobalAlpha(1);
    }

    private void flight(LaneModel lane, LaneLayout layout, Flights.Flight flight, Moment moment) {
        Track track = Track.of(
                flight.request(),
                layout.instances().get(lane.place(flight.from())),
                layout.instances().get(lane.place(flight.to())));
        double at = flight.progress(moment);
        Color hue = pen.classes().solid(lane.outcomes().sloClass(flight.request()));
        double step = TRAIN_GAP / Math.max(1, track.length());
        double behind = flight.whole() ? (CHIP_WIDTH / 2 + SQUARE) / Math.max(1, track.length()) : 0;
        int squares = Math.clamp(Math.ceilDiv(flight.blocks(), BLOCKS_PER_SQUARE), 1, MOST_SQUARES);
        for (int k = 0; k < squares; k++) {
            double place = at - behind - k * step;
            if (place >= 0) {
                square(track.x(place), track.y(place), hue);
            }
        }
        double x = track.x(at) - CHIP_WIDTH / 2;
        double y = track.y(at) - CHIP_HEIGHT / 2;
        Box chip = flight.whole()
                ? new Box(x, y, CHIP_WIDTH, CHIP_HEIGHT)
                : new Box(track.x(at) - SQUARE, track.y(at) - SQUARE, 2 * SQUARE, 2 * SQUARE);
        if (flight.whole()) {
            pen.fillRound(
                    x - 1.5,
                    y - 1.5,
                    CHIP_WIDTH + 3,
                    CHIP_HEIGHT + 3,
                    4,
                    pen.theme().ground());
            pen.fillRound(x, y, CHIP_WIDTH, CHIP_HEIGHT, 3, hue);
        }
        Rings.around(pen, flight.request(), chip, moment);
        hits.add(lane.index(), flight.request(), chip.x(), chip.y(), chip.w(), chip.h());
    }

    private void square(double x, double y, Color hue) {
        double half = SQUARE / 2;
        pen.fill(
                new Box(x - half - 1, y - half - 1, SQUARE + 2, SQUARE + 2),
                pen.theme().ground());
        pen.fill(new Box(x - half, y - half, SQUARE, SQUARE), hue);
    }
}
