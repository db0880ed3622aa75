"""T-shirts, shirts and dresses, worn by an invisible dummy and seen from the front."""

from drawing.canvas import Canvas
from drawing.relief import Fold, Surface
from drawing.shapes import band, box, ellipse, line, mirrored, moved, outline, union
from drawing.textures import Colour, Texture, grained, plain

AXIS = 540  # px, the middle of every garment
SIDE = "770,198 858,240! 850,420 838,560 836,800 848,1060 858,1270! 700,1294 540,1300"
BODY = "540,250 600,240 665,165! " + SIDE
SLEEVE = "800,260! 856,239! 930,300 978,420 1018,560! 950,604 880,626! 862,540 840,455 806,330"
LONG_SLEEVE = (
    "800,260! 856,239! 924,330 962,560 988,800 1012,1040 1020,1190! 965,1206 915,1200! "
    "894,1000 870,760 842,520 806,330"
)


def body_folds(strength: float = 1.0) -> tuple[Fold, ...]:
    """Creases of cloth hanging from the shoulders: from the armpits, and above the hem."""
    half = [
        Fold(line("838,440 760,540 690,690"), 34, 15 * strength),
        Fold(line("836,520 750,650 700,840"), 28, -13 * strength),
        Fold(line("834,660 740,770 620,830"), 36, 12 * strength),
        Fold(line("840,900 760,1030 730,1240"), 38, 15 * strength),
        Fold(line("700,940 670,1100 690,1270"), 30, -13 * strength),
        Fold(line("820,1020 800,1140 810,1270"), 30, -10 * strength),
        Fold(line("720,260 690,400 640,540"), 50, 9 * strength),
    ]
    other = [
        Fold(mirrored(moved(fold.path, 12, 35), AXIS), fold.width, fold.height * 0.9)
        for fold in half
    ]
    return (*half, *other, Fold(line("500,640 550,860 520,1200"), 60, 11 * strength))


def sleeves(canvas: Canvas, points: str, cloth: Texture, folds: tuple[Fold, ...], hem: str) -> None:
    """Both sleeves with their hems, and the shade they lie in beside the body."""
    for flip in (False, True):
        shape, edge = outline(points), line(hem)
        creases = folds
        if flip:
            shape, edge = mirrored(shape, AXIS), mirrored(edge, AXIS)
            creases = tuple(Fold(mirrored(f.path, AXIS), f.width, f.height) for f in folds)
        canvas.paint(shape, cloth, Surface(depth=55, bulge=0.55, folds=creases))
        canvas.tint(band(edge, 4), "#000000", 3, 0.28, clip=shape)


def tshirt(
    canvas: Canvas,
    colour: Colour | Texture,
    trim: Colour,
    *,
    sleeve: Texture | None = None,
    vee: bool = False,
) -> None:
    """A T-shirt with a round or V neck."""
    cloth = grained(colour if callable(colour) else plain(colour), 0.02, 0.8)
    body = outline(BODY, mirror=AXIS)
    inside = outline("540,150 610,148 668,162! 650,280 540,380", mirror=AXIS)
    canvas.shadow(union(body, outline(SLEEVE), mirrored(outline(SLEEVE), AXIS)), 16, 0.16)
    canvas.paint(inside, cloth)
    canvas.tint(inside, "#000000", 6, 0.42, clip=inside)
    canvas.paint(band(line("418,168 470,176 540,179 610,176 662,168"), 20), trim)
    creases = (
        Fold(line("850,330 890,440 920,600"), 40, 8),
        Fold(line("830,420 880,480 950,500"), 30, -7),
    )
    sleeves(canvas, SLEEVE, sleeve or cloth, creases, "872,594 945,576 1010,534")
    canvas.tint(band(line("850,300 850,460 840,640"), 22), "#000000", 14, 0.3)
    neck = "540,370! 585,310 665,165! " if vee else "540,282 610,262 665,165! "
    body = outline(neck + SIDE, mirror=AXIS)
    canvas.paint(body, cloth, Surface(depth=60, bulge=0.5, folds=body_folds()))
    collar = (
        line("415,166! 495,310 540,368! 585,310 665,166!")
        if vee
        else line("415,166! 470,258 540,284 610,258 665,166!")
    )
    canvas.paint(
        band(collar, 26), trim, Surface(depth=13, bulge=0.5), clip=union(body, band(collar, 26))
    )
    for seam in (line("857,244 850,420 840,540"), mirrored(line("857,244 850,420 840,540"), AXIS)):
        canvas.groove(seam, 4, 0.4)
    canvas.groove(line("224,1246 400,1264 540,1269 680,1264 856,1246"), 4, 0.3)


def shirt(canvas: Canvas, cloth: Texture, button: Colour, *, long: bool) -> None:
    """A buttoned shirt with collar, yoke, pocket and long or short sleeves."""
    body = outline(
        BODY.replace("858,1270! 700,1294 540,1300", "856,1190 780,1275 640,1300 540,1290"),
        mirror=AXIS,
    )
    sleeve = LONG_SLEEVE if long else SLEEVE
    canvas.shadow(union(body, outline(sleeve), mirrored(outline(sleeve), AXIS)), 16, 0.16)
    creases = (
        Fold(line("850,330 890,440 910,600"), 40, 8),
        Fold(line("835,420 885,500 950,540"), 30, -7),
    )
    if long:
        creases += (
            Fold(line("870,640 930,700 955,820"), 36, 8),
            Fold(line("880,860 950,900 975,1000"), 34, -8),
        )
    hem = "906,1120 960,1124 1016,1108" if long else "872,590 945,572 1010,530"
    sleeves(canvas, sleeve, cloth, creases, hem)
    canvas.tint(band(line("850,300 850,460 840,640"), 22), "#000000", 14, 0.3)
    canvas.paint(body, cloth, Surface(depth=70, bulge=0.45, folds=body_folds(1.1)))
    for seam in ("857,244 850,420 840,540", "660,190 740,240 852,272"):
        canvas.groove(line(seam), 4, 0.35)
        canvas.groove(mirrored(line(seam), AXIS), 4, 0.35)
    _placket(canvas, cloth, button)
    _pocket(canvas, cloth)
    _collar(canvas, cloth, button)


def _placket(canvas: Canvas, cloth: Texture, button: Colour) -> None:
    strip = box(506, 255, 574, 1292)
    canvas.tint(box(574, 280, 586, 1288), "#000000", 7, 0.35)
    canvas.paint(strip, cloth, Surface(depth=6, bulge=0.35))
    canvas.groove(line("516,270 516,1288"), 2, 0.2)
    canvas.groove(line("564,270 564,1288"), 2, 0.2)
    for y in range(400, 1260, 142):
        canvas.shadow(ellipse(540, y, 12), 4, 0.5, 4)
        canvas.paint(ellipse(540, y, 12), button, Surface(depth=7, bulge=0.6, gloss=0.5))


def _pocket(canvas: Canvas, cloth: Texture) -> None:
    pocket = outline("640,520! 775,512! 778,640! 712,678! 644,648!")
    canvas.tint(pocket, "#000000", 5, 0.25)
    canvas.paint(pocket, cloth, Surface(depth=8, bulge=0.3))
    canvas.groove(line("642,552 776,545"), 3, 0.3)


def _collar(canvas: Canvas, cloth: Texture, button: Colour) -> None:
    stand = outline("540,168 620,160 668,178! 630,260 540,318!", mirror=AXIS)
    canvas.paint(stand, cloth)
    canvas.tint(stand, "#000000", 4, 0.4, clip=stand)
    back = outline("540,132 630,135 668,172! 610,196 540,200", mirror=AXIS)
    canvas.paint(back, cloth, Surface(depth=18, bulge=0.4))
    for flip in (False, True):
        leaf = outline("664,150 688,196 702,300 668,372! 598,322 542,282! 600,240")
        leaf = mirrored(leaf, AXIS) if flip else leaf
        canvas.tint(moved(leaf, 0, 8), "#000000", 9, 0.4)
        canvas.paint(leaf, cloth, Surface(depth=14, bulge=0.4))
    canvas.paint(ellipse(540, 300, 11), button, Surface(depth=7, bulge=0.6, gloss=0.5))


def dress(canvas: Canvas, cloth: Texture, trim: Colour) -> None:
    """A sleeveless dress with a fitted bodice and a flared skirt."""
    canvas.paint(outline("540,200 610,200 656,120! 690,240 540,320", mirror=AXIS), trim)
    canvas.tint(
        outline("540,190 610,190 656,120! 690,240 540,320", mirror=AXIS),
        "#000000",
        5,
        0.4,
        clip=outline("540,190 610,190 656,120! 690,240 540,320", mirror=AXIS),
    )
    skirt = outline(
        "540,640 640,640 712,628! 770,820 850,1060 908,1330! 800,1366 690,1352 610,1376 540,1368",
        mirror=AXIS,
    )
    canvas.shadow(skirt, 16, 0.2)
    folds = tuple(
        Fold(
            line(f"{540 + i * 30},640 {540 + i * 52},960 {540 + i * 72},1390"),
            46 if i % 2 else 30,
            15 if i % 2 else -13,
        )
        for i in range(-5, 6)
    )
    canvas.paint(skirt, cloth, Surface(55, 0.45, folds=folds))
    bodice = outline(
        "540,330 620,290 650,116! 700,112 726,120! 730,240 790,370! 752,500 716,650! 640,664 "
        "540,668",
        mirror=AXIS,
    )
    creases = (
        Fold(line("760,390 690,450 620,470"), 36, 8),
        Fold(line("320,390 390,450 460,470"), 36, 8),
        Fold(line("620,640 640,560 630,480"), 26, -7),
        Fold(line("460,640 440,560 450,480"), 26, 7),
    )
    canvas.paint(bodice, cloth, Surface(60, 0.5, folds=creases))
    neck = line("430,116 460,290 540,332 620,290 650,116")
    canvas.paint(band(neck, 16), trim, Surface(8, 0.6), clip=union(bodice, band(neck, 14)))
    sash = outline("540,630 640,626 714,610! 720,664! 640,684 540,688", mirror=AXIS)
    canvas.shadow(sash, 6, 0.3, 6)
    canvas.paint(sash, trim, Surface(18, 0.5))
    for points in (
        "626,652 700,600 740,660 680,690",
        "620,652 570,610 520,640 570,690",
        "616,660 590,760 560,840 600,850 640,770",
        "630,660 670,760 700,830 660,850 640,770",
    ):
        canvas.shadow(outline(points), 6, 0.3, 6)
        canvas.paint(outline(points), trim, Surface(20, 0.6))
