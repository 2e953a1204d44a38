package dev.tokenyard.app.view.stage;

/** The ring around the chosen request and the one under the pointer. */
final class Rings {
    private Rings() {}

    static void around(Pen pen, int request, Box place, Moment moment) {
        boolean selected = request == moment.selected();
        if (selected || request == moment.hovered()) {
            pen.ring(
                    place.x() - 2.5,
                    place.y() - 2.5,
                    place.w() + 5,
                    place.h() + 5,
                    4,
                    selected ? 2 : 1.2,
                    selected ? pen.theme().accent() : pen.theme().text());
        }
    }
}
