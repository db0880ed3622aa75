"""Ties, belts, sunglasses, caps, socks and scarves."""

from drawing.canvas import Canvas
from drawing.relief import Fold, Surface
from drawing.shapes import band, box, ellipse, line, moved, outline, turned, union
from drawing.textures import Colour, Texture, gradient, grained, plain, ribs, woven

SILK = Surface(depth=26, bulge=0.45, gloss=0.25, shine=10)


def tie(canvas: Canvas, silk: Texture) -> None:
    """A tie, knotted and laid out straight, its neck loop at the top."""
    loop = outline("425,196! 470,120 560,84 640,92! 660,120 650,176! 600,180 545,210 520,250!")
    canvas.shadow(loop, 12, 0.25)
    canvas.paint(loop, silk, Surface(30, 0.5, 0.2))
    canvas.tint(outline("470,190 540,150 640,150 560,190"), "#000000", 14, 0.45, clip=loop)
    blade = outline(
        "480,270! 566,268! 590,600 612,960 622,1230! 545,1372! 462,1236! 464,900 470,560"
    )
    folds = (
        Fold(line("530,280 540,420 560,560"), 30, 9),
        Fold(line("500,290 500,420 505,520"), 24, -7),
    )
    canvas.shadow(blade, 14, 0.28)
    canvas.paint(blade, silk, Surface(26, 0.45, 0.25, 10, folds=folds))
    canvas.tint(outline("488,272! 562,272! 556,330 496,330"), "#000000", 14, 0.5, clip=blade)
    knot = outline("440,176! 500,164 560,172 606,186! 590,240 566,286! 520,298 478,288! 456,236")
    canvas.shadow(knot, 8, 0.45, 8)
    canvas.paint(
        knot, silk, Surface(40, 0.6, 0.3, 10, folds=(Fold(line("470,190 520,230 545,280"), 22, 7),))
    )


def belt(canvas: Canvas, colour: Colour, lining: Colour, metal: Colour, thread: Colour) -> None:
    """A belt rolled to a ring, the buckle in front."""
    hide = grained(plain(colour), 0.04, 1.4)
    canvas.ground(110, 970, 872, 0.35)
    back = outline(
        "74,720! 90,610 300,552 540,542 780,552 990,610 1006,720! 990,742 900,690 780,664 540,652 "
        "300,664 180,690 90,742!"
    )
    canvas.paint(back, gradient([lining, "#1c130d"], (0, 560), (0, 790)), Surface(14, 0.4))
    for x in range(230, 860, 90):
        canvas.paint(ellipse(x, 608 + abs(x - 540) ** 2 * 0.00011, 7, 6), "#1a120c", opacity=0.7)
    canvas.paint(
        band(line("74,716 92,612 300,554 540,544 780,554 988,612 1006,716"), 8),
        hide,
        Surface(4, 0.8),
    )
    front = outline(
        "72,700! 110,760 300,816 540,828 780,816 970,760 1008,700! 1012,760 1000,838! 900,908 "
        "780,932 "
        "540,946 300,932 180,908 80,838! 68,760"
    )
    canvas.shadow(front, 14, 0.3, 14)
    canvas.paint(front, hide, Surface(40, 0.5, 0.4, 14))
    canvas.tint(outline("60,680 130,740 140,900 60,880"), "#000000", 24, 0.4, clip=front)
    canvas.tint(outline("1020,680 950,740 940,900 1020,880"), "#000000", 24, 0.4, clip=front)
    for shift in (22, 98):
        canvas.seam(
            moved(line("84,730 180,778 300,802 540,814 780,802 900,778 996,730"), 0, shift + 6),
            thread,
            3,
            11,
            8,
            0.7,
        )
    _buckle(canvas, hide, metal)


def _buckle(canvas: Canvas, hide: Texture, metal: Colour) -> None:
    keeper = box(668, 806, 712, 950, 8)
    canvas.shadow(keeper, 6, 0.5, 4)
    canvas.paint(keeper, hide, Surface(16, 0.6, 0.4))
    frame = band(box(440, 808, 610, 958, 26), 26)
    canvas.shadow(frame, 7, 0.55, 8)
    canvas.paint(frame, metal, Surface(13, 0.9, metal=True))
    prong = outline("452,872! 520,866 606,866! 622,880 606,896! 520,896 452,892!")
    canvas.shadow(prong, 5, 0.5, 6)
    canvas.paint(prong, metal, Surface(10, 0.9, metal=True))
    for x in (760, 830):
        canvas.paint(ellipse(x, 868, 9, 8), "#120d0a")


def cap(canvas: Canvas, cloth: Colour, peak: Colour, thread: Colour, badge: Colour) -> None:
    """A baseball cap from the front."""
    dome = outline(
        "540,416 660,428 790,500 870,640 896,800 890,880! 760,850 540,830 320,850 190,880! "
        "184,800 210,640 "
        "290,500 420,428"
    )
    visor = outline(
        "180,850! 320,800 540,780 760,800 900,850! 940,930 950,1010 920,1036! 820,960 680,916 "
        "540,906 "
        "400,916 260,960 160,1036! 130,1010 140,930"
    )
    canvas.shadow(union(dome, visor), 20, 0.28, 20)
    folds = (
        Fold(line("300,560 340,680 300,800"), 40, 7),
        Fold(line("790,560 740,680 790,800"), 40, -7),
    )
    canvas.paint(dome, woven(cloth), Surface(170, 0.6, 0.06, folds=folds))
    for points in ("540,420 532,600 530,840", "500,424 380,560 330,830", "580,424 700,560 750,830"):
        canvas.groove(line(points), 5, 0.4)
        for shift in (-11, 11):
            canvas.seam(moved(line(points), shift, 4), thread, 2, 8, 7, 0.45)
    canvas.paint(ellipse(540, 418, 24, 14), peak, Surface(14, 0.8))
    for x, y in ((330, 590), (750, 590)):
        canvas.paint(band(ellipse(x, y, 11, 14), 7), thread, Surface(4, 0.6))
    emblem = outline("540,560! 600,610 640,690! 600,740 540,760 480,740 440,690! 480,610")
    canvas.shadow(emblem, 5, 0.35, 4)
    canvas.paint(emblem, badge, Surface(10, 0.6))
    canvas.paint(
        outline("540,600! 566,660 620,690! 566,700 540,744! 514,700 460,690! 514,660"),
        cloth,
        Surface(6, 0.5),
    )
    canvas.tint(moved(visor, 0, -22), "#000000", 16, 0.4, clip=dome)
    canvas.paint(
        outline(
            "170,1020! 260,940 400,900 540,890 680,900 820,940 910,1020! 900,1046 800,990 680,950 "
            "540,940 "
            "400,950 280,990 180,1046!"
        ),
        "#15171b",
    )
    canvas.paint(visor, woven(peak), Surface(60, 0.5, 0.12))
    for shift in (0, 26, 52):
        canvas.seam(
            moved(line("176,900 320,842 540,822 760,842 904,900"), 0, shift), thread, 2, 9, 7, 0.5
        )
    canvas.paint(
        band(line("160,1036 260,960 400,916 540,906 680,916 820,960 920,1036"), 9),
        peak,
        Surface(5, 0.8),
    )


def socks(canvas: Canvas, knit: Texture, heel: Colour, cuff: Texture) -> None:
    """A pair of calf socks, one half over the other, toes to the right."""
    sock = outline(
        "300,130! 400,120 520,126! 524,400 528,680 560,820 660,960 790,1090 836,1190 810,1270 "
        "720,1300 "
        "620,1262 500,1170 380,1060 320,960 306,800 304,500"
    )
    for x, y in ((110, -26), (0, 20)):
        shape = moved(sock, x, y)
        folds = (
            Fold(moved(line("340,840 430,900 520,870"), x, y), 34, 8),
            Fold(moved(line("360,930 450,960 560,900"), x, y), 30, -8),
            Fold(moved(line("420,300 400,500 420,760"), x, y), 50, 5),
        )
        canvas.shadow(shape, 14, 0.3)
        canvas.paint(shape, ribs(knit, 13, 0.07, 86), Surface(60, 0.5, folds=folds))
        back = moved(outline("290,840! 400,850 470,960 400,1050! 380,1090 300,980"), x, y)
        toe = moved(
            outline("760,1040! 860,1180 820,1290 700,1320 640,1290! 720,1210 760,1120"), x, y
        )
        for patch in (back, toe):
            canvas.tint(patch, "#000000", 4, 0.2, clip=shape)
            canvas.paint(patch, ribs(plain(heel), 9, 0.05, 30), Surface(60, 0.4), clip=shape)
        rim = moved(outline("298,128! 400,116 522,124! 526,260! 410,270 302,262!"), x, y)
        canvas.paint(rim, ribs(cuff, 14, 0.14), Surface(22, 0.4), clip=union(shape, rim))
        canvas.groove(moved(line("302,264 410,272 526,262"), x, y), 4, 0.3)


def scarf(canvas: Canvas, cloth: Texture) -> None:
    """A scarf hung in a loop, both ends falling with fringes."""
    hanging = []
    for points, low in (
        (
            "350,430! 300,700 262,1000 250,1250! 350,1272 470,1262! 486,1000 500,700 520,520!",
            (256, 466),
        ),
        (
            "560,480! 600,760 640,1000 660,1290! 760,1300 868,1272! 840,1000 780,700 720,420!",
            (666, 862),
        ),
    ):
        hanging.append(outline(points))
        for i in range(14):
            x = low[0] + (low[1] - low[0]) * i / 13
            string = line(f"{x},1240 {x + (-1) ** i * 6},1320 {x + (-1) ** i * 10 - 4},1372")
            canvas.paint(band(string, 9), cloth, Surface(5, 0.8))
    for i, shape in enumerate(hanging):
        canvas.shadow(shape, 14, 0.3)
        folds = tuple(
            Fold(
                turned(line(f"{x},440 {x - 20},800 {x + 10},1290"), 4 if i == 0 else -6, x, 860),
                26,
                12 if n % 2 else -11,
            )
            for n, x in enumerate(range(290 + 340 * i, 500 + 370 * i, 36))
        )
        canvas.paint(shape, cloth, Surface(36, 0.6, folds=folds))
    loop = outline(
        "540,96 680,120 770,240 780,400 720,540 640,640 560,690 470,640 360,540 300,400 310,240 "
        "400,120"
    )
    hole = outline("540,220 610,240 650,330 630,430 570,500 530,510 470,440 430,330 470,240")
    ring = loop.subtracted(hole)
    canvas.shadow(ring, 14, 0.35)
    curves = (
        "400,200 350,320 400,480 520,610",
        "440,180 400,320 440,470 540,570",
        "640,180 710,300 690,450 600,590",
        "600,150 670,230 700,320 680,420",
        "370,240 330,340 370,500 470,620",
        "690,220 740,340 700,500 620,620",
    )
    folds = tuple(Fold(line(points), 28, 13 if n % 2 else -10) for n, points in enumerate(curves))
    canvas.paint(ring, cloth, Surface(50, 0.65, folds=folds))
    canvas.paint(hole, "#ffffff")
    canvas.tint(band(hole, 10), "#000000", 7, 0.35, clip=ring)
