package dev.tokenyard.app.view.stage;

import dev.tokenyard.app.viewmodel.SelectionViewModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What was drawn where in the last frame. Later marks lie above earlier ones. */
final class HitMap {
    /** Requests by place, for areas that are drawn cell by cell. */
    @FunctionalInterface
    interface Area {
        /** The request at a point relative to the area's corner, or {@link SelectionViewModel#NONE}. */
        int requestAt(double x, double y);
    }

    private record Region(Box box, Area area) {}

    private record Instance(Box box, int number) {}

    private record Remark(Box box, Supplier<String> words) {}

    private int size;
    private double[] bounds = new double[4 * 256];
    private int[] requests = new int[256];
    private int[] lanes = new int[256];
    private final List<Region> regions = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();
    private final List<Instance> instances = new ArrayList<>();

    void clear() {
        size = 0;
        regions.clear();
        instances.clear();
        remarks.clear();
    }

    /** Notes a request's mark. */
    void add(int lane, int request, double x, double y, double w, double h) {
        if (size == requests.length) {
            bounds = Arrays.copyOf(bounds, 8 * size);
            requests = Arrays.copyOf(requests, 2 * size);
            lanes = Arrays.copyOf(lanes, 2 * size);
        }
        bounds[4 * size] = x;
        bounds[4 * size + 1] = y;
        bounds[4 * size + 2] = w;
        bounds[4 * size + 3] = h;
        requests[size] = request;
        lanes[size++] = lane;
    }

    /** Notes an area of many marks. */
    void addArea(Box box, Area area) {
        regions.add(new Region(box, area));
    }

    /** Notes where an instance of a lane is. */
    void addInstance(Box box, int number) {
        instances.add(new Instance(box, number));
    }

    /** The number in its lane of the instance at a point, {@link SelectionViewModel#NONE} for none. */
    int instanceAt(double x, double y) {
        for (Instance instance : instances) {
            if (instance.box().contains(x, y)) {
                return instance.number();
            }
        }
        return SelectionViewModel.NONE;
    }

    /** Notes a mark that has something to say to a pointer over it. */
    void addRemark(Box box, String words) {
        addRemark(box, () -> words);
    }

    /** The same for words that are only found once a pointer is there. */
    void addRemark(Box box, Supplier<String> words) {
        remarks.add(new Remark(box, words));
    }

    /** What a mark at a point says, empty for nothing. */
    String remarkAt(double x, double y) {
        for (Remark remark : remarks) {
            if (remark.box().contains(x, y)) {
                return remark.words().get();
            }
        }
        return "";
    }

    /** The request at a point, {@link SelectionViewModel#NONE} for none. */
    int requestAt(double x, double y) {
        for (int i = size - 1; i >= 0; i--) {
            if (x >= bounds[4 * i]
                    && y >= bounds[4 * i + 1]
                    && x < bounds[4 * i] + bounds[4 * i + 2]
                    && y < bounds[4 * i + 1] + bounds[4 * i + 3]) {
                return requests[i];
            }
        }
        for (Region region : regions) {
            if (region.box().contains(x, y)) {
                return region.area()
                        .requestAt(x - region.box().x(), y - region.box().y());
            }
        }
        return SelectionViewModel.NONE;
    }

    /** The widest mark of a request inside an area; empty for none. */
    Optional<Box> widestWithin(Box area) {
        Box widest = Box.NOTHING;
        for (int i = 0; i < size; i++) {
            Box mark = new Box(bounds[4 * i], bounds[4 * i + 1], bounds[4 * i + 2], bounds[4 * i + 3]);
            if (area.contains(mark) && mark.w() > widest.w()) {
                widest = mark;
            }
        }
        return widest.isEmpty() ? Optional.empty() : Optional.of(widest);
    }

    /** Where a lane shows a request, null if it does not. */
    @Nullable
    Box placeOf(int lane, int request) {
        for (int i = 0; i < size; i++) {
            if (requests[i] == request && lanes[i] == lane) {
                return new Box(bounds[4 * i], bounds[4 * i + 1], bounds[4 * i + 2], bounds[4 * i + 3]);
            }
        }
        return null;
    }
}
