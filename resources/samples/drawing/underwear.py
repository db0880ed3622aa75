"""Bras, briefs and trunks, laid out and seen from the front."""

from drawing.canvas import Canvas
from drawing.relief import Fold, Surface
from drawing.shapes import band, box, line, mirrored, outline, union
from drawing.textures import Colour, Texture, grained, plain, ribs

AXIS = 540


def bra(canvas: Canvas, colour: Colour, lace: Colour) -> None:
    """A moulded bra with its straps up."""
    cloth = grained(plain(colour), 0.02)
    back = outline("540,980! 760,990 930,930! 950,860 940,800! 760,860 540,880!", mirror=AXIS)
    canvas.paint(back, cloth)
    canvas.tint(back, "#000000", 8, 0.35, clip=back)
    for flip in (False, True):
        strap = line("862,640 884,480 890,340 872,250!")
        cup = outline(
            "556,880! 590,800 710,690 856,600! 890,690 920,780 940,806! 944,900 900,1010 800,1074 "
            "690,1080 "
            "600,1030 556,960!"
        )
        wing = outline("930,800! 975,830 985,880! 975,950 930,985! 900,900")
        if flip:
            strap, cup, wing = (mirrored(path, AXIS) for path in (strap, cup, wing))
        canvas.paint(wing, cloth, Surface(14, 0.4))
        canvas.shadow(band(strap, 26, flat=True), 7, 0.25, 8)
        canvas.paint(band(strap, 26, flat=True), cloth, Surface(11, 0.5))
        slider = box(868 if not flip else 176, 420, 904 if not flip else 212, 438, 6)
        canvas.paint(slider, "#d9d3c7", Surface(6, metal=True))
        canvas.shadow(cup, 14, 0.25)
        canvas.paint(cup, cloth, Surface(190, 0.62, 0.12, 8))
        edge = line("556,880 590,800 710,690 856,600")
        wire = line("556,965 600,1030 690,1078 800,1070 900,1006 942,900")
        seam = line("600,930 720,860 880,790")
        if flip:
            edge, wire, seam = (mirrored(path, AXIS) for path in (edge, wire, seam))
        canvas.paint(band(edge, 20), lace, Surface(9, 0.6), clip=union(cup, band(edge, 12)))
        canvas.paint(band(wire, 18), cloth, Surface(9, 0.7))
        canvas.seam(wire, lace, 2, 8, 6, 0.6)
        canvas.tint(band(seam, 5), "#000000", 3, 0.18)
    bridge = outline("540,880! 566,874! 570,980! 540,990!", mirror=AXIS)
    canvas.paint(bridge, cloth, Surface(8, 0.4))
    for points in ("540,880 500,856 492,886 540,882", "540,880 580,856 588,886 540,882"):
        canvas.paint(outline(points), lace, Surface(10, 0.7))


def briefs(canvas: Canvas, cloth: Texture, waist: Colour, stripe: Colour) -> None:
    """Men's briefs with a wide elastic waist."""
    shape = outline(
        "540,560 760,552 940,530! 966,640 970,730! 820,790 700,900 640,1010! 590,1030 540,1034",
        mirror=AXIS,
    )
    canvas.shadow(shape, 16, 0.22)
    folds = (
        Fold(line("640,640 660,800 610,980"), 50, 9),
        Fold(line("440,640 420,800 470,980"), 50, 9),
        Fold(line("900,640 780,720 700,840"), 40, 7),
        Fold(line("180,640 300,720 380,840"), 40, -7),
    )
    canvas.paint(shape, cloth, Surface(70, 0.5, folds=folds))
    pouch = line("610,600 690,760 660,900 620,1010")
    for path in (pouch, mirrored(pouch, AXIS)):
        canvas.seam(path, stripe, 2, 9, 6, 0.7)
    hem = line("966,726 820,788 700,898 638,1008")
    for path in (hem, mirrored(hem, AXIS)):
        canvas.paint(band(path, 20), waist, Surface(10, 0.6))
    _elastic(canvas, waist, stripe, 500, 600)


def _elastic(canvas: Canvas, waist: Colour, stripe: Colour, top: float, low: float) -> None:
    inside = outline(
        f"540,{top} 760,{top - 8} 930,{top - 26}! 760,{top + 20} 540,{top + 28}", mirror=AXIS
    )
    canvas.paint(inside, "#26282d")
    belt = outline(
        f"540,{top + 20} 760,{top + 12} 932,{top - 26}! 946,{low - 42}! 760,{low - 2} "
        f"540,{low + 6}",
        mirror=AXIS,
    )
    canvas.paint(belt, ribs(plain(waist), 9, 0.08), Surface(20, 0.35))
    for shift in (34, 52):
        path = line(
            f"144,{top - 26 + shift} 320,{top + 12 + shift} 540,{top + 20 + shift} "
            f"760,{top + 12 + shift} "
            f"936,{top - 26 + shift}"
        )
        canvas.paint(band(path, 9), stripe, clip=belt)


def trunk(canvas: Canvas, cloth: Texture, waist: Colour, stripe: Colour) -> None:
    """Men's trunks with short legs."""
    leg = outline("540,480 760,470 930,452! 980,700 1004,930! 860,980 640,990! 590,930 540,900!")
    folds = (
        Fold(line("640,560 670,760 620,930"), 50, 9),
        Fold(line("920,600 800,700 700,860"), 46, 8),
        Fold(line("960,800 840,860 720,960"), 40, -8),
    )
    for flip in (True, False):
        shape = mirrored(leg, AXIS) if flip else leg
        creases = (
            tuple(Fold(mirrored(f.path, AXIS), f.width, f.height) for f in folds) if flip else folds
        )
        canvas.shadow(shape, 16, 0.22)
        canvas.paint(shape, cloth, Surface(85, 0.5, folds=creases))
        pouch, hem = line("620,540 700,700 650,920"), line("644,964 860,954 1000,906")
        if flip:
            pouch, hem = mirrored(pouch, AXIS), mirrored(hem, AXIS)
        canvas.seam(pouch, stripe, 2, 9, 6, 0.7)
        canvas.seam(hem, stripe, 2, 9, 6, 0.6)
    canvas.tint(box(532, 500, 548, 900), "#000000", 5, 0.25)
    _elastic(canvas, waist, stripe, 420, 530)
