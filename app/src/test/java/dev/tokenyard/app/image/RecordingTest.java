package dev.tokenyard.app.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenyard.app.image.RecordingPlan.Subject;
import dev.tokenyard.sim.export.Progress;
import dev.tokenyard.sim.time.Ticks;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class RecordingTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 200;
    private static final Color GROUND = new Color(0x12, 0x34, 0x56);
    private static final BufferedImage STILL = disc(2);

    @TempDir
    Path folder;

    private static RecordingPlan plan(double toSeconds, double framesPerSecond, double speed) {
        return new RecordingPlan(
                Subject.STAGE, 0, Ticks.fromSeconds(toSeconds), framesPerSecond, speed, WIDTH, HEIGHT, true);
    }

    /** A disc that wanders over a plain ground, with as many blends at its edges as there are pictures. */
    private static BufferedImage disc(int k) {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(GROUND);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(new Color(250, 20 * (k % 12), 40));
        graphics.fillOval(20 + 7 * k, 40 + 3 * k, 60, 60);
        graphics.dispose();
        return picture;
    }

    private static FrameSource film(int frames) {
        return new FrameSource() {
            @Override
            public int count() {
                return frames;
            }

            @Override
            public BufferedImage frame(int k) {
                return disc(k);
            }
        };
    }

    /** The pictures as a player composes them, and how long each stays. */
    private record Played(List<BufferedImage> pictures, List<Integer> hundredths, List<Integer> areas, boolean loops) {}

    private static Played play(Path file) throws IOException {
        List<BufferedImage> pictures = new ArrayList<>();
        List<Integer> hundredths = new ArrayList<>();
        List<Integer> areas = new ArrayList<>();
        boolean loops = false;
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(in);
            BufferedImage screen = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
            for (int k = 0; k < reader.getNumImages(true); k++) {
                IIOMetadataNode tree =
                        (IIOMetadataNode) reader.getImageMetadata(k).getAsTree("javax_imageio_gif_image_1.0");
                assertThat(tree.getElementsByTagName("LocalColorTable").getLength())
                        .isZero();
                Element control = only(tree, "GraphicControlExtension");
                hundredths.add(Integer.parseInt(control.getAttribute("delayTime")));
                assertThat(control.getAttribute("disposalMethod")).isEqualTo("doNotDispose");
                Element place = only(tree, "ImageDescriptor");
                BufferedImage part = reader.read(k);
                areas.add(part.getWidth() * part.getHeight());
                Graphics2D graphics = screen.createGraphics();
                graphics.drawImage(
                        part,
                        Integer.parseInt(place.getAttribute("imageLeftPosition")),
                        Integer.parseInt(place.getAttribute("imageTopPosition")),
                        null);
                graphics.dispose();
                BufferedImage copy = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
                screen.copyData(copy.getRaster());
                pictures.add(copy);
                NodeList extensions = tree.getElementsByTagName("ApplicationExtension");
                loops |= k == 0
                        && extensions.getLength() == 1
                        && ((Element) extensions.item(0))
                                .getAttribute("applicationID")
                                .equals("NETSCAPE");
            }
        } finally {
            reader.dispose();
        }
        return new Played(pictures, hundredths, areas, loops);
    }

    private static Element only(IIOMetadataNode tree, String name) {
        return (Element) Objects.requireNonNull(tree.getElementsByTagName(name).item(0));
    }

    private static int furthest(BufferedImage one, BufferedImage other) {
        int furthest = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    int difference =
                            Math.abs((one.getRGB(x, y) >> shift & 0xFF) - (other.getRGB(x, y) >> shift & 0xFF));
                    furthest = Math.max(furthest, difference);
                }
            }
        }
        return furthest;
    }

    @Test
    void aPlayedGifShowsEachPictureForItsTime() throws IOException, ExportException {
        Path file = folder.resolve("film.gif");
        RecordingPlan plan = plan(2, 12, 1);
        assertThat(plan.frames()).isEqualTo(25);
        Recording.writeGif(file, film(plan.frames()), plan, Progress.NONE);
        Played played = play(file);
        assertThat(played.loops()).isTrue();
        assertThat(played.pictures()).hasSize(25);
        for (int k = 0; k < 25; k++) {
            assertThat(furthest(played.pictures().get(k), disc(k)))
                    .as("picture %d", k)
                    .isLessThan(48);
            assertThat(played.pictures().get(k).getRGB(0, 0)).isEqualTo(GROUND.getRGB());
        }
        // 12 pictures a second are 8.33 hundredths each; the last stays a second longer.
        assertThat(played.hundredths().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(208 + 100);
        assertThat(played.hundredths().subList(0, 24)).containsOnly(8, 9);
        // Only what has changed is written.
        assertThat(played.areas().get(0)).isEqualTo(WIDTH * HEIGHT);
        assertThat(played.areas().subList(1, 25)).allMatch(area -> area < 5_000);
    }

    @Test
    void fewColoursAreKeptExactly() throws IOException, ExportException {
        Path file = folder.resolve("film.gif");
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                picture.setRGB(x, y, 0xFF00_0000 | (x / 2) * 0x01_0101 + (y / 100) * 7);
            }
        }
        FrameSource still = new FrameSource() {
            @Override
            public int count() {
                return 3;
            }

            @Override
            public BufferedImage frame(int k) {
                return picture;
            }
        };
        Recording.writeGif(file, still, plan(0.2, 10, 1), Progress.NONE);
        Played played = play(file);
        // Three equal pictures are one that stays.
        assertThat(played.pictures()).hasSize(1);
        assertThat(played.hundredths()).containsExactly(130);
        assertThat(furthest(played.pictures().get(0), picture)).isLessThan(8);
    }

    /** The time of a picture is written in 16 bits; one that stays longer is written again. */
    @Test
    void aPictureMayStayForAnHour() throws IOException, ExportException {
        Path file = folder.resolve("film.gif");
        FrameSource still = new FrameSource() {
            @Override
            public int count() {
                return 3_600;
            }

            @Override
            public BufferedImage frame(int k) {
                return STILL;
            }
        };
        Recording.writeGif(file, still, plan(3_599, 1, 1), Progress.NONE);
        Played played = play(file);
        assertThat(played.hundredths()).allMatch(stay -> stay <= 0xFFFF);
        assertThat(played.hundredths().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(360_000 + 100);
        assertThat(played.pictures()).allMatch(picture -> furthest(picture, STILL) == 0);
    }

    @Test
    void aGifNeedsNoTemporaryFileOfItsOwn() throws IOException, ExportException {
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        File before = ImageIO.getCacheDirectory();
        ImageIO.setCacheDirectory(scratch.toFile());
        try {
            List<Integer> seen = new ArrayList<>();
            Recording.writeGif(folder.resolve("film.gif"), film(8), plan(7, 1, 1), share -> {
                seen.add(Objects.requireNonNull(scratch.toFile().list()).length);
                return true;
            });
            assertThat(seen).isNotEmpty().containsOnly(0);
        } finally {
            ImageIO.setCacheDirectory(before);
        }
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void whyAPictureCannotBeDrawnIsSaidAsItIs() throws IOException {
        FrameSource broken = new FrameSource() {
            @Override
            public int count() {
                return 20;
            }

            @Override
            public BufferedImage frame(int k) throws ExportException {
                if (k == 1) {
                    throw new ExportException("Picture 1 could not be drawn; try again.");
                }
                return disc(k);
            }
        };
        assertThatThrownBy(() -> Recording.writeGif(folder.resolve("film.gif"), broken, plan(19, 1, 1), Progress.NONE))
                .isInstanceOf(ExportException.class)
                .hasMessage("Picture 1 could not be drawn; try again.");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void framesAreNumberedFilesOfTheSamePictures() throws IOException, ExportException {
        Path frames = folder.resolve("frames");
        Recording.writeFrames(frames, film(3), Progress.NONE);
        try (Stream<Path> files = Files.list(frames)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())).sorted())
                    .containsExactly("frame-0001.png", "frame-0002.png", "frame-0003.png");
        }
        BufferedImage second = ImageIO.read(frames.resolve("frame-0002.png").toFile());
        assertThat(furthest(second, disc(1))).isZero();
        assertThatThrownBy(() -> Recording.writeFrames(frames, film(3), Progress.NONE))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("frame-0001.png")
                .hasMessageContaining("new or an empty folder");
    }

    @Test
    void aCancelledFilmLeavesNothing() throws IOException {
        Path frames = folder.resolve("frames");
        assertThatThrownBy(() -> Recording.writeFrames(frames, film(10), share -> share < 0.5))
                .isInstanceOf(CancellationException.class);
        assertThat(frames).doesNotExist();
        Path file = folder.resolve("film.gif");
        assertThatThrownBy(() -> Recording.writeGif(file, film(10), plan(9, 1, 1), share -> share < 0.7))
                .isInstanceOf(CancellationException.class);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void picturesAreSpreadOverTheStretchAtTheSpeed() {
        RecordingPlan plan = new RecordingPlan(
                Subject.STAGE, Ticks.fromSeconds(10), Ticks.fromSeconds(20), 5, 2, WIDTH, HEIGHT, false);
        assertThat(plan.frames()).isEqualTo(26);
        assertThat(plan.tick(0)).isEqualTo(Ticks.fromSeconds(10));
        assertThat(plan.tick(1)).isEqualTo(Ticks.fromSeconds(10.4));
        assertThat(plan.tick(25)).isEqualTo(Ticks.fromSeconds(20));
    }

    @Test
    void impossibleFilmsAreRefusedInASentence() {
        assertThatThrownBy(() -> plan(10, 60, 1)).hasMessage("60 frames per second cannot be shown; choose 1 to 50.");
        assertThatThrownBy(() -> plan(0, 10, 1)).hasMessageContaining("from 0 s to 0 s shows nothing");
        assertThatThrownBy(() -> plan(10, 10, 0)).hasMessageContaining("speed of 0");
        assertThatThrownBy(() -> plan(100_000, 50, 1)).hasMessageContaining("5,000,001 frames, more than 5,000");
        assertThatThrownBy(() -> new RecordingPlan(Subject.STAGE, 0, 1, 10, 1, 100, 9_000, true))
                .hasMessageContaining("100 x 9000");
    }
}
