package dev.tokenyard.app.view.stage;

/**
 * Where the parts of one instance are.
 *
 * @param detail how much is shown
 * @param box all of it
 * @param title name and load
 * @param batch batch rows; empty unless {@code detail} is {@link Detail#FULL}
 * @param map KV memory map, or the bar that stands for it
 * @param shelf host memory; empty where there is none or no room for it
 * @param footer figures under the map; empty where there is no room
 * @param forecast the memory to come, beside or under the map; empty where none is wanted or there is no room for it
 * @param forecastNote its words; empty where there is no room
 */
record InstanceLayout(
        Detail detail, Box box, Box title, Box batch, Box map, Box shelf, Box footer, Box forecast, Box forecastNote) {
    /** How much of an instance there is room for. */
    enum Detail {
        /** Batch rows and memory map. */
        FULL,
        /** Memory map only. */
        MAP,
        /** A bar. */
        BAR
    }

    static final double FULL_WIDTH = 188;
    static final double FULL_HEIGHT = 56;
    static final double MAP_WIDTH = 84;
    static final double MAP_HEIGHT = 46;
    /** From this height on a bar has a title. */
    static final double TITLED_BAR = 22;

    private static final double NUMBERED_BAR = 50;
    private static final double NUMBER = 22;
    private static final double BAR_HEIGHT = 10;

    private static final double HEIGHT_THAT_SPARES_A_FOOTER = 80;
    private static final double TITLE = 16;
    private static final double FOOTER = 16;
    private static final double SHELF = 18;
    private static final double HEIGHT_THAT_SPARES_A_SHELF = 98;
    private static final double GAP = 12;
    private static final double MAP_THAT_SPARES_A_FORECAST_BESIDE = 230;
    private static final double LEAST_FORECAST = 40;
    /** From this height on a map gives of its height rather than of its width. */
    private static final double TALL_MAP = 190;

    private static final double MAP_THAT_SPARES_A_FORECAST_BELOW = 120;
    private static final double FORECAST_NOTE = 16;
    private static final double NARROWEST_FORECAST = 106;
    private static final double WIDEST_FORECAST = 240;
    private static final double HIGHEST_FORECAST = 110;
    private static final double GAUGE = 3;

    private InstanceLayout(Detail detail, Box box, Box title, Box batch, Box map, Box shelf, Box footer) {
        this(detail, box, title, batch, map, shelf, footer, Box.NOTHING, Box.NOTHING);
    }

    static Detail detailFor(double width, double height) {
        if (width >= FULL_WIDTH && height >= FULL_HEIGHT) {
            return Detail.FULL;
        }
        return width >= MAP_WIDTH && height >= MAP_HEIGHT ? Detail.MAP : Detail.BAR;
    }

    /**
     * Lays out an instance.
     *
     * @param hosted whether a shelf is wanted for host memory
     */
    static InstanceLayout of(Box box, boolean hosted) {
        Detail detail = detailFor(box.w(), box.h());
        return switch (detail) {
            case FULL -> {
                double footer = footer(box);
                double shelf = shelf(box, hosted);
                Box title = box.top(TITLE);
                Box body = box.belowTop(TITLE).aboveBottom(footer + shelf);
                double batchWidth = Math.round(Math.max(64, Math.min(170, body.w() * 0.34)));
                Box map = new Box(body.x() + batchWidth + GAP, body.y(), body.w() - batchWidth - GAP, body.h());
                yield new InstanceLayout(
                        detail,
                        box,
                        title,
                        new Box(body.x(), body.y(), batchWidth, body.h()),
                        map,
                        box.aboveBottom(footer).bottom(shelf),
                        box.bottom(footer));
            }
            case MAP -> {
                double footer = footer(box);
                double shelf = shelf(box, hosted);
                yield new InstanceLayout(
                        detail,
                        box,
                        box.top(TITLE),
                        Box.NOTHING,
                        box.belowTop(TITLE).aboveBottom(footer + shelf),
                        box.aboveBottom(footer).bottom(shelf),
                        box.bottom(footer));
            }
            case BAR -> {
                boolean titled = box.h() >= TITLED_BAR;
                // Where a bar is too low for a title, its number stands before it.
                double number = titled || box.w() < NUMBERED_BAR ? 0 : NUMBER;
                Box title = titled ? box.top(14) : new Box(box.x(), box.y(), number, Math.min(box.h(), BAR_HEIGHT));
                Box rest = titled ? box.belowTop(14) : box;
                yield new InstanceLayout(
                        detail,
                        box,
                        title,
                        Box.NOTHING,
                        new Box(rest.x() + number, rest.y(), rest.w() - number, Math.min(rest.h(), BAR_HEIGHT)),
                        Box.NOTHING,
                        Box.NOTHING);
            }
        };
    }

    /**
     * The same with a picture of the memory to come, where there is room for it.
     *
     * @param hosted whether a shelf is wanted for host memory
     */
    static InstanceLayout foreseeing(Box box, boolean hosted) {
        InstanceLayout plain = of(box, hosted);
        Box map = plain.map;
        if (plain.detail == Detail.BAR) {
            Box below = box.belowTop(map.bottom() - box.y() + 1);
            return below.h() >= GAUGE ? plain.with(map, plain.footer, below.top(GAUGE), Box.NOTHING) : plain;
        }
        if (map.w() >= MAP_THAT_SPARES_A_FORECAST_BESIDE && map.h() >= LEAST_FORECAST && map.h() < TALL_MAP) {
            return plain.besideMap();
        }
        return map.h() >= MAP_THAT_SPARES_A_FORECAST_BELOW ? belowAll(box, map.h(), hosted) : plain.gaugeUnderMap();
    }

    /** Where there is no room for a picture the map spares the height of a gauge. */
    private InstanceLayout gaugeUnderMap() {
        return with(map.aboveBottom(GAUGE + 2), footer, map.bottom(GAUGE), Box.NOTHING);
    }

    /** Whether the memory to come is shown as a gauge rather than as a picture. */
    boolean hasGauge() {
        return !forecast.isEmpty() && forecast.h() <= GAUGE;
    }

    /** The map gives of its width, and the words stand in the line of the footer. */
    private InstanceLayout besideMap() {
        double width = Math.round(Math.max(NARROWEST_FORECAST, Math.min(WIDEST_FORECAST, 0.38 * map.w())));
        double x = map.right() - width;
        return with(
                new Box(map.x(), map.y(), x - GAP - map.x(), map.h()),
                new Box(footer.x(), footer.y(), x - GAP - footer.x(), footer.h()),
                new Box(x, map.y(), width, map.h()),
                footer.isEmpty() ? Box.NOTHING : new Box(x, footer.y(), width, footer.h()));
    }

    /** All else gives of its height, and the words stand above the picture. */
    private static InstanceLayout belowAll(Box box, double mapHeight, boolean hosted) {
        double height = Math.round(Math.max(LEAST_FORECAST, Math.min(HIGHEST_FORECAST, 0.34 * mapHeight)));
        Box below = box.bottom(height + FORECAST_NOTE);
        InstanceLayout above = of(box.aboveBottom(below.h()), hosted);
        return above.with(above.map, above.footer, below.belowTop(FORECAST_NOTE), below.top(FORECAST_NOTE));
    }

    private InstanceLayout with(Box newMap, Box newFooter, Box newForecast, Box newNote) {
        return new InstanceLayout(detail, box, title, batch, newMap, shelf, newFooter, newForecast, newNote);
    }

    private static double shelf(Box box, boolean hosted) {
        return hosted && box.h() >= HEIGHT_THAT_SPARES_A_SHELF ? SHELF : 0;
    }

    private static double footer(Box box) {
        return box.h() >= HEIGHT_THAT_SPARES_A_FOOTER ? FOOTER : 0;
    }
}
