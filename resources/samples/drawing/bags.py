"""Handbags, backpacks, clutches and wallets."""

from drawing.canvas import Canvas
from drawing.relief import Fold, Surface
from drawing.shapes import along, band, box, ellipse, line, mirrored, moved, outline, turned, union
from drawing.textures import Colour, Texture, grained, plain

AXIS = 540
PIPING = Surface(depth=9, bulge=0.8, gloss=0.4)


def zip_line(canvas: Canvas, points: str, metal: Colour) -> None:
    """A zip along a line, with its puller at the start."""
    path = line(points)
    canvas.groove(path, 16, 0.55)
    canvas.seam(path, metal, 6, 4, 5, 0.9)
    start = path.pointAtPercent(0)
    tab = box(start.x() - 10, start.y() - 4, start.x() + 10, start.y() + 52, 8)
    canvas.shadow(tab, 5, 0.5, 6)
    canvas.paint(tab, metal, Surface(8, metal=True))


def tote(canvas: Canvas, colour: Colour, metal: Colour) -> None:
    """A leather handbag with two arched handles."""
    hide = grained(plain(colour), 0.04, 1.4)
    body = outline(
        "540,640 760,634 884,622! 930,860 966,1100 972,1230! 940,1262 760,1280 540,1284",
        mirror=AXIS,
    )
    canvas.ground(120, 960, 1272, 0.4)
    back = band(line("330,640! 340,420 420,250 540,215 660,250 740,420 750,640!"), 34, flat=True)
    canvas.paint(moved(back, 10, -34), hide, Surface(17, 0.7, 0.3))
    canvas.tint(moved(back, 10, -34), "#000000", 4, 0.35)
    canvas.paint(outline("540,600 760,596 880,622! 760,650 540,654", mirror=AXIS), "#1d1513")
    folds = (
        Fold(line("250,680 300,900 260,1180"), 60, 9),
        Fold(line("840,660 800,900 850,1200"), 60, 9),
        Fold(line("430,1000 540,1050 700,1010"), 60, -7),
        Fold(line("400,760 540,800 660,770"), 50, 6),
    )
    canvas.paint(body, hide, Surface(95, 0.5, 0.3, 12, folds=folds))
    canvas.seam(line("200,660 540,676 880,660"), "#e8d9c4", 3, 11, 8, 0.6)
    flap = outline("540,640 640,638 700,634! 708,800 660,880 540,900", mirror=AXIS)
    canvas.tint(moved(flap, 4, 12), "#000000", 12, 0.4, clip=body)
    canvas.paint(flap, hide, Surface(26, 0.4, 0.3))
    canvas.seam(
        line("392,650 388,790 432,862 540,880 648,862 692,790 688,650"), "#e8d9c4", 3, 11, 8, 0.6
    )
    canvas.shadow(box(500, 800, 580, 866, 12), 6, 0.5, 6)
    canvas.paint(box(500, 800, 580, 866, 12), metal, Surface(16, metal=True))
    handle = band(line("300,720! 310,480 400,290 540,248 680,290 770,480 780,720!"), 38, flat=True)
    canvas.shadow(handle, 10, 0.3, 10)
    canvas.paint(handle, hide, Surface(19, 0.75, 0.4))
    for x in (300, 780):
        tab = outline(f"{x - 36},690! {x + 36},690! {x + 40},790 {x},850 {x - 40},790")
        canvas.tint(moved(tab, 3, 8), "#000000", 8, 0.4)
        canvas.paint(tab, hide, Surface(14, 0.5, 0.3))
        canvas.seam(
            outline(f"{x - 24},704! {x + 24},704! {x + 27},780 {x},828 {x - 27},780"),
            "#e8d9c4",
            3,
            9,
            7,
            0.6,
        )
        canvas.paint(band(ellipse(x, 706, 38, 30), 12), metal, Surface(6, metal=True))
    canvas.groove(line("140,1216 540,1240 940,1216"), 5, 0.4)


def bowling(canvas: Canvas, colour: Colour, trim: Colour, metal: Colour) -> None:
    """A domed handbag with a zip and piping."""
    hide = grained(plain(colour), 0.04, 1.4)
    body = outline(
        "540,610 690,630 850,730 950,900 978,1100 960,1240! 760,1262 540,1266", mirror=AXIS
    )
    canvas.ground(110, 970, 1254, 0.4)
    handle = line("350,760! 350,520 420,340 540,300 660,340 730,520 730,760!")
    canvas.paint(moved(band(handle, 30, flat=True), 0, -40), trim, Surface(15, 0.7, 0.3))
    folds = (
        Fold(line("400,700 380,900 420,1180"), 60, 8),
        Fold(line("690,720 720,900 690,1180"), 60, 8),
        Fold(line("300,1000 540,1060 800,1000"), 70, -7),
    )
    canvas.paint(body, hide, Surface(120, 0.55, 0.4, 12, folds=folds))
    zip_line(canvas, "300,760 420,690 540,672 660,690 780,760", metal)
    base = outline("540,1100 760,1090 976,1060! 976,1150 960,1242! 760,1264 540,1268", mirror=AXIS)
    canvas.tint(base, "#000000", 10, 0.35, clip=body)
    canvas.paint(base, grained(plain(trim), 0.04, 1.4), Surface(60, 0.45, 0.35), clip=body)
    canvas.seam(line("112,1086 320,1114 540,1124 760,1114 968,1086"), "#f0e4d4", 3, 11, 8, 0.7)
    for x in (350, 730):
        strip = outline(f"{x - 30},700! {x + 30},700! {x + 32},1110! {x - 32},1110!")
        canvas.tint(strip, "#000000", 9, 0.4)
        canvas.paint(strip, trim, Surface(12, 0.4, 0.3))
        canvas.seam(line(f"{x - 20},706 {x - 22},1104"), "#f0e4d4", 3, 9, 7, 0.6)
        canvas.seam(line(f"{x + 20},706 {x + 22},1104"), "#f0e4d4", 3, 9, 7, 0.6)
        canvas.paint(band(ellipse(x, 704, 34), 12), metal, Surface(6, metal=True))
    front = band(handle, 34, flat=True)
    canvas.shadow(front, 10, 0.3, 10)
    canvas.paint(front, trim, Surface(17, 0.75, 0.4), clip=union(box(0, 0, 1080, 700)))
    canvas.paint(band(body, 12), trim, PIPING)


def backpack(canvas: Canvas, cloth: Texture, trim: Colour, badge: Colour) -> None:
    """A school backpack with two pockets."""
    body = outline(
        "540,150 650,160 760,230 840,400 886,700 904,1000 890,1230 840,1300 700,1322 540,1326",
        mirror=AXIS,
    )
    canvas.ground(180, 900, 1318, 0.4)
    for flip in (False, True):
        loop = line("850,420! 930,620 955,860 900,1120!")
        loop = mirrored(loop, AXIS) if flip else loop
        canvas.paint(band(loop, 44), trim, Surface(20, 0.6))
        canvas.seam(loop, "#7c8088", 3, 10, 8, 0.5)
    canvas.paint(
        band(line("470,180! 470,90 540,64 610,90 610,180!"), 30, flat=True), trim, Surface(15, 0.7)
    )
    folds = (
        Fold(line("330,420 420,520 400,640"), 50, 8),
        Fold(line("760,430 690,520 700,640"), 50, 8),
        Fold(line("280,700 300,900 270,1150"), 54, 8),
        Fold(line("800,700 790,900 810,1150"), 54, -8),
    )
    canvas.paint(body, cloth, Surface(120, 0.55, 0.15, folds=folds))
    for flip in (False, True):
        side = outline("872,760! 905,1000 890,1230 850,1290! 806,1290! 820,1000")
        side = mirrored(side, AXIS) if flip else side
        canvas.paint(side, trim, Surface(30, 0.5), clip=body)
    zip_line(canvas, "258,760 270,480 340,290 540,226 740,290 810,480 822,760", "#c8ccd2")
    upper = outline("540,480 660,486 740,540 760,690! 640,716 540,720", mirror=AXIS)
    canvas.tint(moved(upper, 2, 8), "#000000", 10, 0.35, clip=body)
    canvas.paint(upper, cloth, Surface(46, 0.5, 0.15))
    zip_line(canvas, "350,560 440,520 540,512 640,520 730,560", "#c8ccd2")
    pocket = outline("540,800 700,806 790,850 812,1010 806,1220 750,1268 540,1276", mirror=AXIS)
    canvas.tint(moved(pocket, 2, 10), "#000000", 16, 0.45, clip=body)
    creases = (
        Fold(line("400,940 460,1060 430,1200"), 60, 8),
        Fold(line("680,920 640,1060 690,1220"), 60, 8),
    )
    canvas.paint(pocket, cloth, Surface(80, 0.6, 0.15, folds=creases))
    zip_line(canvas, "312,900 420,862 540,854 660,862 768,900", "#c8ccd2")
    canvas.paint(box(440, 1010, 640, 1090, 8), badge, Surface(9, 0.4))
    for y, half in ((1034, 60), (1058, 36)):
        canvas.paint(box(540 - half, y, 540 + half, y + 9), trim)
    canvas.paint(band(body, 11), trim, PIPING)


def wallet(canvas: Canvas, colour: Colour, thread: Colour, metal: Colour) -> None:
    """A folded leather wallet, its back leaf opening a little."""
    hide = grained(plain(colour), 0.04, 1.4)
    back = outline("150,520! 640,430 880,404! 892,430! 930,1010! 160,1040!")
    canvas.ground(140, 950, 1046, 0.4)
    canvas.paint(back, hide, Surface(16, 0.4, 0.2))
    canvas.tint(outline("190,530! 880,450! 900,560! 190,600!"), "#000000", 20, 0.55, clip=back)
    canvas.paint(outline("160,524! 640,446 872,420! 880,470! 180,560!"), "#c9a06c", opacity=0.25)
    front = outline(
        "136,520! 148,508 540,516 930,520 946,534! 952,780 948,1030! 936,1046 540,1052 148,1046! "
        "132,1030! 128,760"
    )
    canvas.shadow(front, 8, 0.35, 2)
    canvas.paint(front, hide, Surface(34, 0.42, 0.28, 10))
    canvas.seam(
        outline("156,536! 540,540! 926,546! 926,1024! 540,1030! 152,1024!"), thread, 3, 12, 9, 0.75
    )
    canvas.groove(line("132,660 540,668 950,664"), 4, 0.3)
    canvas.seam(line("136,676 540,684 948,680"), thread, 3, 12, 9, 0.6)
    canvas.paint(box(800, 930, 890, 976, 6), metal, Surface(10, metal=True))


def purse(canvas: Canvas, colour: Colour, thread: Colour, metal: Colour) -> None:
    """A long purse with a flap and a turn lock."""
    hide = grained(plain(colour), 0.04, 1.4)
    body = outline("84,560! 540,548 996,560! 1006,780 996,1000! 540,1012 84,1000! 74,780")
    canvas.ground(80, 1000, 1004, 0.4)
    canvas.paint(body, hide, Surface(40, 0.5, 0.35))
    canvas.seam(
        outline("106,584! 540,574! 974,584! 980,780 972,976! 540,988 108,976! 100,780"),
        thread,
        3,
        12,
        9,
        0.7,
    )
    flap = outline("540,546 996,558! 1004,690 960,760 760,800 640,850 540,862", mirror=AXIS)
    canvas.tint(moved(flap, 2, 12), "#000000", 12, 0.45, clip=body)
    canvas.paint(flap, hide, Surface(34, 0.45, 0.35))
    canvas.seam(
        line(
            "100,590 104,690 140,736 330,778 440,826 540,838 640,826 750,778 940,736 976,690 "
            "980,590"
        ),
        thread,
        3,
        12,
        9,
        0.7,
    )
    canvas.shadow(ellipse(540, 800, 40), 6, 0.5, 6)
    canvas.paint(ellipse(540, 800, 40), metal, Surface(26, metal=True))


def clutch(canvas: Canvas, cloth: Texture, metal: Colour) -> None:
    """An evening clutch in a metal frame."""
    body = outline(
        "540,600 800,590 960,606! 1000,760 1010,940 980,1030! 760,1046 540,1050", mirror=AXIS
    )
    canvas.ground(90, 990, 1040, 0.4)
    folds = tuple(
        Fold(
            line(f"{540 + i * 70},610 {540 + i * 84},820 {540 + i * 90},1040"),
            40,
            9 if i % 2 else -8,
        )
        for i in range(-5, 6)
    )
    canvas.paint(body, cloth, Surface(70, 0.55, 0.5, 12, folds=folds))
    frame = band(line("116,626! 120,596 280,578 540,570 800,578 960,596 964,626!"), 32)
    canvas.shadow(frame, 7, 0.4, 8)
    canvas.paint(frame, metal, Surface(15, metal=True))
    chain = along(line("124,640 220,860 400,960 560,980 760,930 900,800 956,640"), 74)
    for i, (x, y, angle) in enumerate(chain):
        link = band(turned(ellipse(x, y, 15, 8 if i % 2 else 4), angle, x, y), 6)
        canvas.shadow(link, 4, 0.35, 7)
        canvas.paint(link, metal, Surface(3, metal=True))
    for x in (514, 566):
        canvas.paint(
            turned(ellipse(x, 536, 20, 30), 14 if x < AXIS else -14, x, 536),
            metal,
            Surface(16, metal=True),
        )
    canvas.frame(0.98, 0.86, 290)
