#!/usr/bin/env python3
"""Derive the Tokenyard Inter fonts from Inter.

JavaFX and AWT cannot switch on the OpenType feature `tnum`. A column of changing numbers needs
figures of one width, so this script makes the tabular forms the default ones: it points the
characters that have a `tnum` alternate at that alternate, drops everything a user interface does
not show, turns the cubic outlines into quadratic ones (TrueType is what JavaFX, AWT and PDFBox
all load and embed), and gives the result a name of its own.

Usage: build_fonts.py SOURCE_DIR TARGET_DIR
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

FAMILY = "Tokenyard Inter"

# File suffix of the source, family name as JavaFX and AWT see it, style, weight class.
# Toolkits tell only regular from bold within one family: the weights between get families of
# their own.
WEIGHTS = [
    ("Regular", FAMILY, "Regular", 400),
    ("Medium", FAMILY + " Medium", "Regular", 500),
    ("SemiBold", FAMILY + " SemiBold", "Regular", 600),
    ("Bold", FAMILY, "Bold", 700),
]

RANGES = [
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x017F),  # Latin-1 Supplement, Latin Extended-A
    (0x0218, 0x021B),  # comma-below letters of Romanian
    (0x02C6, 0x02DC),  # spacing modifiers
    (0x0370, 0x03FF),  # Greek
    (0x2000, 0x206F),  # general punctuation and spaces
    (0x2070, 0x209C),  # superscripts and subscripts
    (0x20AC, 0x20AC),  # euro
    (0x2100, 0x214F),  # letter-like symbols
    (0x2150, 0x215E),  # fractions
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematical operators
    (0x2300, 0x23CF),  # keyboard symbols
    (0x25A0, 0x25FF),  # geometric shapes
    (0x2605, 0x2606),  # stars
    (0x2713, 0x2717),  # check marks
]

# Seconds since 1904-01-01, the epoch of the `head` table: 2026-01-01. Keeps the files identical
# from run to run.
TIMESTAMP = 3_850_070_400

MAX_ERROR_PER_EM = 0.0005
MAX_ROUNDING_UNITS = 5


def tabular_alternates(font):
    """Glyph name to the name of its tabular alternate."""
    gsub = font["GSUB"].table
    indices = set()
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            indices.update(record.Feature.LookupListIndex)
    mapping = {}
    for index in sorted(indices):
        for subtable in gsub.LookupList.Lookup[index].SubTable:
            subtable = getattr(subtable, "ExtSubTable", subtable)
            mapping.update(getattr(subtable, "mapping", {}))
    return mapping


def make_figures_tabular(font):
    alternates = tabular_alternates(font)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap = {
                code: alternates.get(glyph, glyph) for code, glyph in table.cmap.items()
            }
    best = font.getBestCmap()
    metrics = font["hmtx"].metrics
    digits = [best[ord(digit)] for digit in "0123456789"]
    widths = [metrics[digit][0] for digit in digits]
    if max(widths) - min(widths) > MAX_ROUNDING_UNITS:
        raise SystemExit(f"digits of different widths: {sorted(set(widths))}")
    # Some weights differ by a few of 2,816 units among figures; a column would drift by them.
    for digit in digits:
        metrics[digit] = (max(widths), metrics[digit][1])


def keep_interface_characters(font):
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "STAT", "DSIG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[c for first, last in RANGES for c in range(first, last + 1)])
    subsetter.subset(font)


def to_quadratic(font):
    order = font.getGlyphOrder()
    glyph_set = font.getGlyphSet()
    max_error = MAX_ERROR_PER_EM * font["head"].unitsPerEm
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(glyph_set)
        glyph_set[name].draw(Cu2QuPen(pen, max_error, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = glyphs
    metrics = font["hmtx"].metrics
    for name, glyph in glyphs.items():
        glyph.recalcBounds(glyf)
        metrics[name] = (metrics[name][0], getattr(glyph, "xMin", 0))
    font["maxp"].tableVersion = 0x00010000
    for field in (
        "maxZones maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs "
        "maxStackElements maxSizeOfInstructions maxComponentElements"
    ).split():
        setattr(font["maxp"], field, 1 if field == "maxZones" else 0)
    del font["CFF "]
    if "VORG" in font:
        del font["VORG"]
    font["post"].formatType = 2.0
    font["post"].extraNames = []
    font["post"].mapping = {}
    font["post"].glyphOrder = order
    font.sfntVersion = "\x00\x01\x00\x00"


def rename(font, family, style, weight, source):
    full = family if style == "Regular" else f"{family} {style}"
    names = font["name"]
    copyright_notice = names.getDebugName(0)
    version = names.getDebugName(5)
    names.names = []
    entries = {
        0: copyright_notice,
        1: family,
        2: style,
        3: f"{full} derived from {source}",
        4: full,
        5: version,
        6: full.replace(" ", "") + "-" + style,
        10: "Derived from Inter: tabular figures by default, subset, quadratic outlines.",
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        14: "https://openfontlicense.org",
    }
    for name_id, text in entries.items():
        names.setName(text, name_id, 3, 1, 0x409)
        names.setName(text, name_id, 1, 0, 0)
    os2 = font["OS/2"]
    os2.usWeightClass = weight
    bold = style == "Bold"
    os2.fsSelection = (os2.fsSelection & ~0b1100001) | (0b0100000 if bold else 0b1000000)
    font["head"].macStyle = 1 if bold else 0
    font["head"].created = font["head"].modified = TIMESTAMP


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    source_dir, target_dir = map(Path, sys.argv[1:])
    target_dir.mkdir(parents=True, exist_ok=True)
    for suffix, family, style, weight in WEIGHTS:
        source = f"Inter-{suffix}.otf"
        font = TTFont(source_dir / source, recalcTimestamp=False)
        make_figures_tabular(font)
        keep_interface_characters(font)
        to_quadratic(font)
        rename(font, family, style, weight, source)
        target = target_dir / f"TokenyardInter-{suffix}.ttf"
        font.save(target)
        print(f"{target.name}: {len(font.getGlyphOrder())} glyphs, {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
