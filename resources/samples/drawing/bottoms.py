"""Jeans, shorts and skirts, laid out and seen from the front."""

from drawing.canvas import Canvas
from drawing.relief import Fold, Surface
from drawing.shapes import band, box, ellipse, line, mirrored, outline
from drawing.textures import Colour, Texture

AXIS = 540


def both(canvas: Canvas, points: str, colour: Colour, width: float = 3) -> None:
    """Sew a seam on the right and its mirror image on the left."""
    for seam in (line(points), mirrored(line(points), AXIS)):
        canvas.seam(seam, colour, width)


def jeans(canvas: Canvas, cloth: Texture, thread: Colour) -> None:
    """Five-pocket jeans, whole length."""
    leg = outline(
        "540,150 660,150 742,140! 758,230 806,420 836,700 844,1000 850,1350! 740,1366 640,1352! "
        "630,1000 596,700 548,452! 536,300"
    )
    folds = (
        Fold(line("556,440 630,470 720,450"), 30, 9),
        Fold(line("560,500 640,550 740,540"), 30, -7),
        Fold(line("605,780 700,800 820,770"), 30, 8),
        Fold(line("612,840 710,870 830,830"), 30, -7),
        Fold(line("645,1190 720,1220 830,1190"), 28, 7),
        Fold(line("648,1260 740,1290 840,1270"), 26, -7),
    )
    for flip in (True, False):
        shape = mirrored(leg, AXIS) if flip else leg
        creases = (
            tuple(Fold(mirrored(f.path, AXIS), f.width, f.height) for f in folds) if flip else folds
        )
        canvas.shadow(shape, 14, 0.2)
        canvas.paint(shape, cloth, Surface(depth=75, bulge=0.5, folds=creases))
    _waist(canvas, cloth, thread)
    both(canvas, "592,190 640,268 744,292", thread)
    both(canvas, "748,300 792,430 820,700 830,1000 836,1340", thread, 2)
    both(canvas, "646,1318 740,1330 846,1318", thread)
    canvas.seam(line("566,190 566,330 548,420"), thread)
    canvas.groove(line("540,190 542,320 545,470"), 5, 0.5)


def _waist(canvas: Canvas, cloth: Texture, thread: Colour) -> None:
    inside = outline("540,104 650,106 738,122! 640,150 540,154", mirror=AXIS)
    canvas.paint(inside, "#20242f")
    front = outline("540,142 650,138 742,122! 746,190! 650,204 540,208", mirror=AXIS)
    canvas.paint(front, cloth, Surface(depth=14, bulge=0.35))
    canvas.seam(line("342,134 430,148 540,152 650,148 738,134"), thread, 2)
    canvas.seam(line("338,182 430,196 540,200 650,196 742,182"), thread, 2)
    for x in (400, 655):
        loop = box(x, 128, x + 24, 212, 4)
        canvas.tint(loop, "#000000", 5, 0.4)
        canvas.paint(loop, cloth, Surface(depth=8, bulge=0.5))
    canvas.shadow(ellipse(540, 175, 17), 4, 0.5, 4)
    canvas.paint(ellipse(540, 175, 17), "#c9a86a", Surface(depth=12, metal=True))


def shorts(canvas: Canvas, cloth: Texture, thread: Colour, *, cord: Colour) -> None:
    """Loose shorts with an elastic waist and a cord."""
    leg = outline(
        "540,330 700,330 800,318! 830,520 872,760 912,1010! 740,1052 566,1040! 556,860 545,700! "
        "536,520"
    )
    folds = (
        Fold(line("560,690 660,760 760,900"), 46, 9),
        Fold(line("552,640 680,660 820,620"), 44, 8),
        Fold(line("560,760 620,860 640,1020"), 40, -8),
        Fold(line("820,600 780,780 800,1000"), 44, 7),
        Fold(line("600,400 620,520 600,620"), 36, -6),
        Fold(line("700,400 720,520 700,600"), 36, 6),
    )
    for flip in (True, False):
        shape = mirrored(leg, AXIS) if flip else leg
        creases = (
            tuple(Fold(mirrored(f.path, AXIS), f.width, f.height) for f in folds) if flip else folds
        )
        canvas.shadow(shape, 14, 0.2)
        canvas.paint(shape, cloth, Surface(depth=80, bulge=0.5, folds=creases))
    ruffles = tuple(Fold(line(f"{x},300 {x + 4},400"), 14, 5) for x in range(300, 800, 26))
    waist = outline("540,330 690,322 796,300! 808,372! 690,394 540,400", mirror=AXIS)
    canvas.paint(outline("540,285 690,284 794,302! 690,340 540,346", mirror=AXIS), "#2a2c33")
    canvas.paint(waist, cloth, Surface(depth=18, bulge=0.4, folds=ruffles))
    both(canvas, "545,392 690,386 806,364", thread, 2)
    both(canvas, "574,1000 740,1012 904,972", thread, 2)
    both(canvas, "806,400 770,500 828,600", thread, 2)
    canvas.groove(line("540,400 542,560 545,700"), 5, 0.45)
    for points in ("532,365 505,440 510,530", "548,365 575,450 566,550"):
        canvas.shadow(band(line(points), 9), 4, 0.4, 6)
        canvas.paint(band(line(points), 9), cord, Surface(depth=5, bulge=0.8))


def skirt(canvas: Canvas, cloth: Texture, waistband: Colour) -> None:
    """A flared skirt with a narrow waistband and soft pleats."""
    shape = outline(
        "540,420 650,412 716,396! 790,640 866,850 930,1050! 830,1092 700,1080 620,1108 540,1096",
        mirror=AXIS,
    )
    folds = []
    for i in range(-5, 6):
        top, low = 540 + i * 34, 540 + i * 78
        folds.append(
            Fold(
                line(f"{top},410 {(top + low) / 2},720 {low},1110"),
                44 if i % 2 else 30,
                14 if i % 2 else -12,
            )
        )
    canvas.shadow(shape, 16, 0.2)
    canvas.paint(shape, cloth, Surface(depth=60, bulge=0.4, folds=tuple(folds)))
    canvas.paint(outline("540,346 640,342 712,352! 640,386 540,390", mirror=AXIS), "#3a2026")
    waist = outline("540,376 650,370 714,350! 722,404! 650,424 540,430", mirror=AXIS)
    canvas.paint(waist, waistband, Surface(depth=14, bulge=0.4))
