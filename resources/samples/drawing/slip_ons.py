"""Shoes without laces in three-quarter view: court shoes and flip flops."""

from drawing.canvas import Canvas
from drawing.relief import Surface
from drawing.shapes import band, ellipse, line, moved, outline, union
from drawing.textures import Colour, Texture, gradient


def pump(canvas: Canvas, colour: Colour, lining: Colour, sole: Colour) -> None:
    """A pointed court shoe on a stiletto heel."""
    heel = outline("206,500! 330,640! 318,760 296,950 292,1010! 256,1010! 250,900 226,720 190,600")
    canvas.ground(236, 320, 1006, 0.4)
    canvas.shadow(outline("620,960 760,980 900,985 990,960 900,1000 700,996"), 14, 0.5, 8)
    canvas.paint(heel, colour, Surface(34, 0.6, 0.5))
    canvas.paint(outline("256,994! 292,994! 290,1012! 258,1012!"), "#1a1716")
    canvas.paint(
        outline(
            "200,600! 330,650 450,740 560,860 660,940 780,975 930,980 1000,950! 980,990 880,1000 "
            "740,998 620,960 500,860 400,760 300,690!"
        ),
        sole,
        Surface(8, 0.4),
    )
    inner = outline(
        "222,300! 270,330 330,400 420,510 560,640 700,740 790,764! 760,850 640,850 520,780 "
        "360,660 225,480 212,400"
    )
    canvas.paint(inner, gradient([lining, "#8d6f55"], (240, 320), (740, 820)), Surface(30, 0.2))
    canvas.tint(outline("640,720 760,760 700,830 600,800"), "#000000", 24, 0.6, clip=inner)
    far = outline(
        "222,296! 300,330 400,450 540,590 700,700 790,760! 740,770 620,690 480,580 360,450 280,360"
    )
    canvas.paint(far, colour, Surface(16, 0.5, 0.4))
    near = outline(
        "222,296! 214,400 230,460 330,560 450,690 560,790 660,838 740,830 790,760! 870,800 960,880 "
        "1010,950! 930,984 780,978 660,944 560,864 450,744 330,655 196,610! 176,500 190,380"
    )
    canvas.paint(near, colour, Surface(80, 0.65, 0.65, 18))
    canvas.tint(outline("840,810 920,870 970,930 900,930 840,870"), "#ffffff", 20, 0.35, clip=near)
    canvas.tint(outline("205,400 215,470 250,560 215,550 196,480"), "#ffffff", 14, 0.3, clip=near)
    canvas.paint(
        band(line("222,300 216,400 232,458 330,556 450,686 560,786 660,834 740,826 788,762"), 7),
        colour,
        Surface(4, 0.8, 0.5),
    )


def thong(canvas: Canvas, top: Texture, side: Colour, strap: Colour) -> None:
    """A flip flop: a foam sole and a thong of two straps."""
    plan = outline(
        "56,560 90,492 190,470 320,500 450,556 580,590 730,610 880,650 990,730 1020,820 960,890 "
        "820,910 "
        "660,880 500,810 360,750 220,715 110,660"
    )
    base = union(plan, moved(plan, 2, 20), moved(plan, 4, 40), moved(plan, 6, 58))
    canvas.shadow(moved(plan, 6, 62), 24, 0.4, 20)
    canvas.shadow(moved(plan, 6, 60), 7, 0.4, 8)
    canvas.paint(base, side, Surface(22, 0.5))
    canvas.groove(
        moved(
            line("60,590 120,684 220,736 360,772 500,832 660,902 820,932 960,912 1022,850"), 2, 10
        ),
        5,
        0.3,
    )
    canvas.paint(plan, top, Surface(16, 0.35))
    canvas.tint(outline("120,560 200,520 300,560 300,660 200,660"), "#000000", 40, 0.18, clip=plan)
    canvas.tint(outline("700,700 860,740 900,820 760,830 660,770"), "#000000", 40, 0.18, clip=plan)
    post = (862, 752)
    for points in (
        f"478,836! 500,740 580,668 700,668 {post[0]},{post[1] - 12}! {post[0] - 8},{post[1] + 20}! "
        "710,716 630,728 590,780 572,872!",
        f"650,588! 700,548 800,566 866,650 {post[0] + 14},{post[1] - 6}! "
        f"{post[0] - 14},{post[1] + 4}! "
        "830,680 780,624 740,612 716,622!",
    ):
        shape = outline(points)
        canvas.tint(moved(shape, 4, 26), "#000000", 14, 0.4, clip=plan)
        canvas.paint(shape, strap, Surface(26, 0.7, 0.3))
        canvas.groove(shape, 2, 0.15)
    canvas.paint(ellipse(*post, 22, 18), strap, Surface(16, 0.8, 0.4))
    canvas.shadow(ellipse(post[0] + 4, post[1] + 24, 14, 8), 6, 0.4, 2)
