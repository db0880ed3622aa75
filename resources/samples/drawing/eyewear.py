"""Sunglasses in three-quarter view, the front to the lower right, the sides unfolded."""

from PySide6.QtGui import QPainterPath

from drawing.canvas import Canvas
from drawing.relief import Surface
from drawing.shapes import band, box, ellipse, line, outline
from drawing.textures import Colour, gradient


def acetate(canvas: Canvas, frame: Colour, lens: list[Colour], metal: Colour) -> None:
    """Broad acetate sunglasses in three-quarter view, the front to the lower right."""
    shades = Surface(17, 0.7, 0.6, 24)
    _table_shadow(canvas)
    far = outline(
        "1010,640! 900,590 760,546 640,520 540,508 470,526 466,556 520,566 640,566 760,594 "
        "880,640 990,690!"
    )
    canvas.paint(far, frame, Surface(22, 0.6, 0.4))
    near = outline("402,700! 300,634 190,580 100,556 44,566 30,604 70,640 170,668 280,740 380,800!")
    canvas.shadow(near, 16, 0.2, 60)
    canvas.paint(near, frame, Surface(30, 0.6, 0.5))
    canvas.paint(box(292, 672, 350, 690, 7), metal, Surface(5, metal=True))
    left = outline("424,716! 540,700 668,714! 684,770 656,866 580,930 500,926 440,866")
    right = outline("760,708! 880,668 996,652! 1012,720 984,824 918,884 840,882 782,812")
    _lenses(canvas, (left, right), lens)
    whole = outline(
        "364,668! 440,668 560,656 690,680 720,672 760,668 880,626 1000,604 1036,604! 1044,660 "
        "1020,700 "
        "1020,760 990,850 920,914 830,912 770,852 742,774 722,756 704,780 676,890 590,958 490,954 "
        "420,890 "
        "396,790 376,750"
    )
    rim = whole.subtracted(left).subtracted(right)
    canvas.shadow(rim, 5, 0.3, 6)
    canvas.paint(rim, frame, shades)
    canvas.paint(ellipse(392, 700, 9), metal, Surface(6, metal=True))


def aviators(canvas: Canvas, metal: Colour, lens: list[Colour]) -> None:
    """Wire sunglasses with drop lenses, in the same view."""
    wire = Surface(7, 0.8, metal=True)
    _table_shadow(canvas)
    canvas.paint(band(line("1010,676 900,610 760,560 640,526 560,518 480,548"), 11), metal, wire)
    canvas.paint(band(line("640,526 560,518 490,546"), 34), "#2a211c", Surface(16, 0.7, 0.4))
    side = band(line("380,724 270,662 170,612 84,592 36,622"), 12)
    canvas.shadow(side, 16, 0.25, 70)
    canvas.paint(side, metal, wire)
    canvas.paint(band(line("180,614 84,592 40,618 32,656"), 34), "#2a211c", Surface(16, 0.7, 0.4))
    left = outline(
        "408,714 520,688 640,700! 690,724 694,800 650,900 560,960 480,944 416,870 392,780"
    )
    right = outline(
        "752,704! 860,656 970,640 1022,676 1020,760 972,850 890,908 820,890 766,820 744,740"
    )
    _lenses(canvas, (left, right), lens)
    bars = [band(line("690,742 722,716 750,730"), 11), band(line("640,694 700,670 766,690"), 10)]
    for shape in (*bars, band(left, 11), band(right, 11)):
        canvas.shadow(shape, 4, 0.3, 5)
        canvas.paint(shape, metal, wire)
    for x, y in ((670, 806), (770, 792)):
        canvas.paint(ellipse(x, y, 11, 22), "#efe9df", Surface(11, 0.7, 0.4), opacity=0.75)
    canvas.paint(ellipse(388, 732, 13), metal, Surface(8, metal=True))


def _table_shadow(canvas: Canvas) -> None:
    canvas.tint(
        outline("360,930 500,950 640,960 800,920 990,880 970,920 760,960 560,985 400,965"),
        "#20242c",
        12,
        0.3,
    )


def _lenses(canvas: Canvas, lenses: tuple[QPainterPath, ...], colours: list[Colour]) -> None:
    glass = gradient(colours, (0, 660), (0, 940))
    for shape in lenses:
        canvas.paint(shape, glass, Surface(70, 0.2, 0.25))
        bounds = shape.boundingRect()
        x, y, width = bounds.left(), bounds.top(), bounds.width()
        glare = outline(
            f"{x + width * 0.2},{y + 40} {x + width * 0.52},{y + 26} {x + width * 0.34},{y + 130} "
            f"{x + width * 0.18},{y + 140}"
        )
        canvas.tint(glare, "#ffffff", 12, 0.35, clip=shape)
