"""Shoes in three-quarter view, the toe to the lower right."""

from drawing.canvas import Canvas
from drawing.relief import Fold, Surface
from drawing.shapes import along, band, ellipse, line, moved, outline
from drawing.textures import Colour, Texture, grained, plain


def stand(canvas: Canvas, sole: str) -> None:
    """The shoe's contact shadow, from the outline of its sole."""
    canvas.shadow(outline(sole), 26, 0.35, 26)
    canvas.shadow(outline(sole), 8, 0.35, 10)


def _laces(canvas: Canvas, left: str, right: str, count: int, colour: Colour, width: float) -> None:
    """Laces between two rows of eyelets, crossed bars from the top row down."""
    starts, ends = along(line(left), count), along(line(right), count)
    for (x0, y0, _), (x1, y1, _) in zip(starts, ends, strict=True):
        for x, y in ((x0, y0), (x1, y1)):
            canvas.paint(ellipse(x, y, width * 0.7), "#15130f")
        bar = band(
            line(f"{x0},{y0} {(x0 + x1) / 2},{(y0 + y1) / 2 - width * 1.1} {x1},{y1}"), width
        )
        canvas.shadow(bar, 5, 0.5, 8)
        canvas.paint(bar, colour, Surface(depth=width / 2, bulge=0.8))


def _bow(
    canvas: Canvas, x: float, y: float, colour: Colour, width: float, size: float = 1.0
) -> None:
    """The bow of the laces at (x, y)."""
    for points in (
        "0,0 -60,-42 -95,-8 -50,10 0,0",
        "0,0 50,-52 95,-30 60,0 0,0",
        "0,0 -30,50 -40,95",
        "0,0 35,48 70,72",
    ):
        places = [
            (x + float(a) * size, y + float(b) * size)
            for a, b in (word.split(",") for word in points.split())
        ]
        string = band(line(" ".join(f"{a},{b}" for a, b in places)), width)
        canvas.shadow(string, 4, 0.45, 7)
        canvas.paint(string, colour, Surface(depth=width / 2, bulge=0.8))


def derby(canvas: Canvas, colour: Colour, sole: Colour, lining: Colour) -> None:
    """A laced leather shoe with a stacked heel."""
    bottom = (
        "84,720! 250,800 420,862 600,905 800,922 1006,872! 1012,900 960,935 820,950 600,940 "
        "430,905 "
        "322,868! 306,905 300,950! 200,930 92,862! 84,800"
    )
    upper = (
        "78,470! 88,430 120,408! 200,430 300,446 400,470 480,512 600,588 760,668 900,730 1000,790 "
        "1012,876! "
        "800,924 600,908 420,866 250,804 84,728! 72,620 70,540"
    )
    stand(canvas, bottom)
    canvas.paint(outline(bottom), sole, Surface(depth=16, bulge=0.5, gloss=0.2))
    canvas.groove(line("86,744 250,822 420,882 600,926 800,940 1000,895"), 3, 0.5)
    canvas.paint(
        outline("110,420! 170,360 270,350 370,390 440,450 430,500 330,520 220,500"), lining
    )
    canvas.tint(
        outline("150,430 200,390 280,380 360,420 400,470 330,500 220,480"), "#000000", 14, 0.5
    )
    cloth = grained(plain(colour), 0.04, 1.4)
    tongue = outline("330,392! 400,372 470,420 560,500 640,590 560,600 440,520 380,470")
    canvas.paint(tongue, cloth, Surface(depth=30, bulge=0.5, gloss=0.3))
    folds = (
        Fold(line("640,640 610,730 600,820"), 26, -7),
        Fold(line("680,660 660,750 660,850"), 26, 7),
    )
    canvas.paint(outline(upper), cloth, Surface(95, 0.6, 0.7, 10, folds=folds))
    canvas.tint(
        outline("700,690 820,720 940,790 930,820 820,790 700,740"),
        "#ffffff",
        16,
        0.42,
        clip=outline(upper),
    )
    canvas.tint(
        outline("120,520 200,560 300,640 250,680 150,620"), "#ffffff", 30, 0.14, clip=outline(upper)
    )
    quarter = line("480,520 560,600 640,650 600,740 470,780 420,860")
    canvas.groove(quarter, 5, 0.55)
    canvas.seam(moved(quarter, -12, 6), "#6e625a", 2, 8, 6, 0.6)
    canvas.groove(line("800,690 770,790 790,910"), 5, 0.5)
    canvas.seam(line("786,684 756,790 776,908"), "#6e625a", 2, 8, 6, 0.6)
    canvas.groove(line("160,440 180,560 150,740"), 5, 0.4)
    canvas.paint(
        band(line("82,462 120,414 200,434 300,450 400,474 480,516"), 10),
        colour,
        Surface(5, 0.8, 0.3),
    )
    _laces(canvas, "452,520 620,640", "500,452 646,560", 4, "#171412", 11)
    _bow(canvas, 470, 478, "#171412", 9, 0.9)
    canvas.frame(1.0, 0.86, 40)


def runner(canvas: Canvas, body: Colour, accent: Colour, sole: Colour, tread: Colour) -> None:
    """A running shoe: mesh, overlays, a thick wedge of foam."""
    bottom = (
        "60,690! 130,740 260,780 420,850 600,905 800,925 1012,850! 1040,890 1020,950 900,1000 "
        "700,1010 "
        "500,985 300,930 150,880 70,830! 44,760"
    )
    upper = (
        "92,480! 80,420 104,382! 170,420 260,452 350,440 420,420 500,470 600,548 720,620 850,680 "
        "970,760 "
        "1020,856! 900,930 700,930 500,890 300,820 130,760 62,700! 78,600"
    )
    stand(canvas, bottom)
    canvas.paint(outline(bottom), sole, Surface(40, 0.6))
    canvas.paint(
        outline(
            "70,800! 150,860 300,912 500,966 700,990 900,980 1028,925! 1010,962 900,1004 700,1014 "
            "500,990 300,936 150,884"
        ),
        tread,
        Surface(12, 0.6),
        clip=outline(bottom),
    )
    for points in ("80,760 260,850 420,900 560,930", "120,800 280,870 420,915"):
        canvas.groove(line(points), 7, 0.25)
    canvas.paint(
        outline("100,392! 150,350 230,340 320,380 400,430 360,470 260,480 160,450"), "#3a3d44"
    )
    canvas.paint(
        outline("330,360! 400,330 470,360 600,480 700,570 640,610 520,560 400,450"),
        body,
        Surface(34, 0.6),
    )
    mesh = grained(plain(body), 0.03, 1.2)
    shape = outline(upper)
    canvas.paint(shape, mesh, Surface(105, 0.6, 0.15))
    for points in (
        "62,700! 130,760 300,820 420,860! 360,760 250,700 160,600 96,470! 70,600",
        "880,690! 970,760 1020,856! 900,930 720,932! 800,880 900,840 920,780",
        "430,430! 520,490 700,612! 640,640 560,640 470,560",
    ):
        patch = outline(points)
        canvas.tint(patch, "#000000", 6, 0.3, clip=shape)
        canvas.paint(patch, accent, Surface(40, 0.5, 0.35), clip=shape)
    for shift in (0, 62, 124):
        stripe = outline(
            f"{400 + shift},{520 + shift * 0.75}! {438 + shift},{548 + shift * 0.75}! "
            f"{500 + shift},{872 + shift * 0.28}! {455 + shift},{858 + shift * 0.28}!"
        )
        canvas.tint(stripe, "#000000", 5, 0.3, clip=shape)
        canvas.paint(stripe, accent, Surface(9, 0.5, 0.3), clip=shape)
    canvas.paint(
        band(line("96,474 104,388 170,424 260,456 350,446 420,426"), 16), accent, Surface(8, 0.8)
    )
    _laces(canvas, "476,548 690,668", "540,430 736,596", 5, "#f2f2f2", 17)
    _bow(canvas, 486, 436, "#f2f2f2", 13, 0.9)


def plimsoll(canvas: Canvas, cloth: Texture, sole: Colour, lining: Colour, trim: Colour) -> None:
    """A low canvas sneaker with a rubber toe cap and foxing."""
    bottom = (
        "58,715! 130,755 260,800 420,862 600,905 800,915 1010,835! 1034,870 1014,930 900,972 "
        "700,978 "
        "500,950 300,890 150,830 62,775!"
    )
    upper = (
        "74,500! 66,440 88,402! 160,430 260,462 360,470 440,452 520,500 620,570 740,632 870,690 "
        "980,760 "
        "1016,838! 900,908 700,925 500,885 300,815 130,755 60,722! 66,610"
    )
    stand(canvas, bottom)
    canvas.paint(outline("86,410! 140,370 240,360 350,400 420,450 360,500 250,490 150,455"), lining)
    canvas.tint(outline("130,420 220,385 320,410 380,455 300,475 190,455"), "#000000", 16, 0.45)
    canvas.paint(
        outline("350,390! 420,360 500,400 620,500 720,590 650,630 540,570 420,470"),
        cloth,
        Surface(30, 0.5),
    )
    shape = outline(upper)
    canvas.paint(
        shape, cloth, Surface(100, 0.55, folds=(Fold(line("690,620 660,760 660,900"), 30, 6),))
    )
    toe = outline("850,682! 980,750 1030,850! 900,930 740,935! 780,850 850,780 880,720")
    canvas.paint(toe, sole, Surface(50, 0.6, 0.3), clip=shape)
    canvas.tint(band(line("846,686 876,730 846,790 782,850 742,925"), 5), "#000000", 4, 0.4)
    canvas.paint(outline(bottom), sole, Surface(24, 0.5, 0.2))
    canvas.groove(line("62,748 150,800 300,858 500,918 700,944 900,936 1026,880"), 3, 0.35)
    canvas.paint(band(line("60,730 130,772 300,832 500,900 700,932 900,920 1020,856"), 7), trim)
    for points in ("440,470 520,560 640,650 720,700 690,800 680,910", "150,440 160,560 130,740"):
        canvas.groove(line(points), 4, 0.4)
        canvas.seam(moved(line(points), -12, 6), sole, 3, 9, 7, 0.8)
    canvas.paint(
        band(line("78,494 90,408 160,434 260,466 360,474 440,458"), 9), trim, Surface(5, 0.7)
    )
    _laces(canvas, "482,556 690,676", "560,474 748,622", 5, "#f6f5f0", 17)
    _bow(canvas, 505, 478, "#f6f5f0", 12, 0.85)
