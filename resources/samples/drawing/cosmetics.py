"""Bottles, tubes and pencils that stand on a polished table."""

from drawing.canvas import Canvas
from drawing.relief import Surface
from drawing.shapes import band, box, ellipse, line, outline
from drawing.textures import Colour, Texture, cylinder, gradient, plain


def upright(
    canvas: Canvas,
    colour: Colour | Texture,
    left: float,
    top: float,
    right: float,
    bottom: float,
    *,
    curve: float = 0.05,
    gloss: float = 0.5,
    opacity: float = 1.0,
) -> None:
    """An upright cylinder seen a little from above: its rims are flat arcs."""
    sag = (right - left) * curve
    middle = (left + right) / 2
    shape = outline(
        f"{left},{top}! {middle},{top - sag} {right},{top}! {right},{bottom - sag}! "
        f"{middle},{bottom} {left},{bottom - sag}!"
    )
    paint = colour if callable(colour) else plain(colour)
    canvas.paint(shape, cylinder(paint, left, right, gloss=gloss), opacity=opacity)


def ring(
    canvas: Canvas, left: float, y: float, right: float, colour: Colour, width: float = 3
) -> None:
    """A fine line around a cylinder."""
    sag = (right - left) * 0.05
    canvas.paint(
        band(line(f"{left},{y} {(left + right) / 2},{y + sag} {right},{y}"), width),
        colour,
        clip=box(left, y - 20, right, y + sag + 20),
    )


def lipstick(
    canvas: Canvas, shade: Colour, case: Colour, trim: Colour, *, cap_left: bool = True
) -> None:
    """An open lipstick with its cap beside it."""
    cap, tube = ((300, 470), (570, 740)) if cap_left else ((610, 780), (340, 510))
    floor = 1180
    left, right = tube
    canvas.ground(cap[0] - 10, cap[1] + 10, floor, 0.4)
    canvas.ground(left - 10, right + 10, floor, 0.4)
    bullet = outline(
        f"{left + 34},720! {left + 36},470 {left + 60},400 {right - 60},330 {right - 36},352 "
        f"{right - 34},460! {right - 34},720!"
    )
    canvas.paint(
        bullet,
        cylinder(plain(shade), left + 30, right - 30, gloss=0.35),
        Surface(depth=12, bulge=0.2),
    )
    slant = outline(
        f"{left + 42},500 {left + 62},408 {right - 60},338 {right - 42},372 {right - 52},430 "
        f"{right - 90},520"
    )
    canvas.tint(slant, "#ffffff", 7, 0.22, clip=bullet)
    upright(canvas, trim, left + 22, 690, right - 22, 860, gloss=0.8)
    ring(canvas, left + 22, 706, right - 22, "#5d4b2c")
    upright(canvas, case, left, 850, right, floor, gloss=0.6)
    upright(canvas, trim, left, 850, right, 884, gloss=0.9)
    upright(canvas, case, cap[0], 800, cap[1], floor, gloss=0.6)
    upright(canvas, trim, cap[0], 1130, cap[1], floor, gloss=0.9)


def nail_polish(canvas: Canvas, shade: Colour, cap: Colour) -> None:
    """A round-shouldered bottle with a tall cap."""
    floor = 1210
    canvas.ground(360, 720, floor, 0.4)
    upright(canvas, cap, 448, 230, 632, 790, curve=0.04, gloss=0.55)
    canvas.groove(line("448,760 540,768 632,760"), 4, 0.5)
    glass = outline(
        "540,780 600,782 628,800! 690,850 716,920 720,1150 700,1204 640,1212! 540,1214", mirror=540
    )
    canvas.paint(
        glass,
        gradient(["#b4b4bc", "#f4f4f6", "#d8d8de", "#f0f0f3", "#a9a9b2"], (360, 0), (720, 0)),
        Surface(depth=18, bulge=0.5, gloss=0.4),
    )
    paint = outline("540,828 640,838 684,900 694,960 696,1120 676,1164 540,1172", mirror=540)
    canvas.paint(
        paint,
        cylinder(plain(shade), 384, 696, gloss=0.65),
        Surface(depth=24, bulge=0.35, gloss=0.4),
    )
    canvas.paint(box(470, 960, 610, 1060, 4), "#ffffff", opacity=0.85)
    for y, half in ((985, 44), (1010, 52), (1034, 30)):
        canvas.paint(box(540 - half, y, 540 + half, y + 8), shade)


def perfume(canvas: Canvas, juice: Colour, cap: Colour, *, metal: Colour) -> None:
    """A square flacon with a thick glass floor."""
    floor = 1210
    canvas.ground(280, 800, floor, 0.35)
    canvas.paint(box(430, 250, 650, 470, 14), cylinder(plain(cap), 430, 650, gloss=0.6))
    canvas.paint(box(470, 466, 610, 520, 6), cylinder(plain(metal), 470, 610, gloss=0.9))
    glass = box(290, 510, 790, floor, 46)
    canvas.paint(
        glass,
        gradient(["#b9c2cb", "#e9edf1", "#dfe4ea", "#eef1f4", "#aeb7c1"], (290, 0), (790, 0)),
        Surface(depth=30, bulge=0.45, gloss=0.4),
    )
    inside = box(336, 556, 744, 1120, 28)
    canvas.paint(
        inside,
        gradient(["#ffffff", juice, juice], (0, 470), (0, 900)),
        Surface(depth=26, bulge=0.35),
    )
    canvas.paint(
        box(336, 640, 744, 1120, 28),
        gradient([juice, juice, "#ffffff"], (300, 560), (900, 1500)),
        Surface(depth=26, bulge=0.4, gloss=0.3),
    )
    canvas.paint(box(534, 520, 546, 1090), "#ffffff", opacity=0.3)
    canvas.tint(box(352, 580, 386, 1090, 14), "#ffffff", 8, 0.55)
    canvas.tint(box(716, 600, 730, 1090, 6), "#ffffff", 5, 0.5)
    canvas.paint(box(440, 800, 640, 940, 3), "#ffffff", opacity=0.88)
    for y, half in ((835, 70), (868, 50), (898, 30)):
        canvas.paint(box(540 - half, y, 540 + half, y + 8), metal)
    canvas.reflect(floor, 190, 0.35)


def flacon(canvas: Canvas, juice: Colour, cap: Colour, metal: Colour) -> None:
    """A round flacon with a ball stopper."""
    floor = 1220
    canvas.ground(340, 740, floor, 0.35)
    canvas.paint(ellipse(540, 380, 105), cap, Surface(depth=100, bulge=0.9, gloss=0.9, shine=40))
    canvas.paint(box(478, 470, 602, 580, 10), cylinder(plain(metal), 478, 602, gloss=0.9))
    for y in (492, 512, 532, 552):
        canvas.groove(line(f"480,{y} 600,{y}"), 3, 0.3)
    glass = outline(
        "540,570 606,574! 720,660 800,800 810,940 760,1100 660,1210 610,1222! 540,1222", mirror=540
    )
    canvas.paint(
        glass,
        gradient(["#cdb9c1", "#f3eaee", "#e4d6dd", "#f3eaee", "#c3adb7"], (270, 700), (810, 900)),
        Surface(depth=60, bulge=0.5, gloss=0.5),
    )
    inside = outline("540,690 660,705 744,800 762,930 716,1070 630,1160 540,1168", mirror=540)
    canvas.paint(
        inside,
        gradient(["#ffffff", juice], (360, 560), (700, 1150)),
        Surface(depth=110, bulge=0.5, gloss=0.4),
    )
    canvas.tint(
        outline("380,820 420,730 470,690 440,760 410,860 400,980 380,920"), "#ffffff", 9, 0.7
    )
    canvas.tint(outline("700,1040 740,940 742,860 722,960 690,1060"), "#ffffff", 6, 0.6)
    canvas.reflect(floor, 180, 0.35)


def deodorant(canvas: Canvas, can: Texture, cap: Colour, ink: Colour) -> None:
    """A spray can with a cap."""
    floor = 1290
    canvas.ground(370, 710, floor, 0.45)
    upright(canvas, can, 376, 480, 704, floor, gloss=0.55)
    upright(canvas, "#c9ccd1", 376, 1262, 704, floor, gloss=0.8)
    dome = outline("540,170 640,176 684,206 694,250 696,478! 620,492 540,494", mirror=540)
    canvas.paint(dome, cylinder(plain(cap), 384, 696, gloss=0.55), Surface(depth=30, bulge=0.35))
    canvas.groove(line("378,484 540,500 702,484"), 6, 0.5)
    for y, half, height in (
        (640, 100, 44),
        (705, 70, 12),
        (735, 86, 12),
        (1080, 60, 10),
        (1104, 84, 10),
    ):
        canvas.paint(box(540 - half, y, 540 + half, y + height, 4), ink, opacity=0.9)
    canvas.paint(
        band(outline("540,810 610,900 600,980 540,1010", mirror=540), 12), ink, opacity=0.85
    )
    canvas.reflect(floor, 140, 0.3)


def kajal(canvas: Canvas, colour: Colour, metal: Colour, tip: Colour) -> None:
    """An eye pencil, upright, with its point up."""
    left, right = 500, 580
    canvas.ground(492, 588, 1330, 0.35)
    wood = outline("540,172 560,260 580,340! 500,340! 520,260")
    canvas.paint(wood, cylinder(plain("#dcb98c"), left, right, gloss=0.2))
    canvas.paint(
        outline("540,130 548,170 562,250! 540,262 518,250! 532,170"),
        cylinder(plain(tip), 516, 564, gloss=0.3),
    )
    upright(canvas, colour, left, 336, right, 1330, gloss=0.6)
    upright(canvas, metal, left, 1130, right, 1190, gloss=0.9)
    for y, half in ((560, 8), (590, 8), (620, 8), (650, 8), (760, 8), (790, 8), (820, 8)):
        canvas.paint(box(540 - half, y, 540 + half, y + 18), metal, opacity=0.9)
    canvas.frame(0.66, 0.9)


def eyeliner(canvas: Canvas, bottle: Colour, cap: Colour, metal: Colour) -> None:
    """A liquid eyeliner: a small bottle under a long tapering cap."""
    floor = 1240
    canvas.ground(462, 618, floor, 0.4)
    stem = outline("540,190 566,196 574,230 604,880! 540,890", mirror=540)
    canvas.paint(stem, cylinder(plain(cap), 474, 606, gloss=0.6))
    upright(canvas, metal, 474, 876, 606, 930, gloss=0.9)
    upright(canvas, bottle, 466, 926, 614, floor, gloss=0.6)
    for y, half in ((1000, 40), (1030, 52), (1052, 30), (1120, 44)):
        canvas.paint(box(540 - half, y, 540 + half, y + 10), metal, opacity=0.85)


def lip_gloss(canvas: Canvas, shade: Colour, cap: Colour) -> None:
    """A clear tube of gloss under a long cap."""
    floor = 1260
    canvas.ground(440, 640, floor, 0.4)
    upright(canvas, cap, 452, 220, 628, 690, gloss=0.6)
    upright(canvas, "#d9d9de", 462, 680, 618, 730, gloss=0.9)
    upright(canvas, "#f3eef0", 440, 724, 640, floor, gloss=0.7)
    upright(canvas, shade, 462, 742, 618, 1216, gloss=0.75)
    canvas.paint(box(534, 742, 546, 1120), "#ffffff", opacity=0.22)
    canvas.frame(0.56, 0.8)
