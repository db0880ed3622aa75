"""Wrist watches, upright and from the front."""

import math

from drawing.canvas import Canvas
from drawing.relief import Surface
from drawing.shapes import band, box, ellipse, line, mirrored, outline, turned
from drawing.textures import Colour, cylinder, gradient, grained, plain

X, Y = 540, 720  # px, the middle of the dial
STEEL = Surface(depth=16, bulge=0.7, metal=True)
POLISHED = Surface(depth=26, bulge=0.8, metal=True)


def watch(
    canvas: Canvas,
    metal: Colour,
    dial: Colour,
    ink: Colour,
    *,
    strap: Colour | None = None,
    radius: float = 335,
    subdials: bool = False,
) -> None:
    """A round watch on a leather strap, or on a bracelet of its own metal."""
    if strap is None:
        _bracelet(canvas, metal, radius)
    else:
        _leather(canvas, strap, radius)
    _case(canvas, metal, radius)
    _dial(canvas, dial, ink, metal, radius * 0.78, subdials=subdials)


def _leather(canvas: Canvas, colour: Colour, radius: float) -> None:
    wide, narrow = radius * 0.56, radius * 0.44
    hide = cylinder(grained(plain(colour), 0.04, 1.4), X - wide, X + wide, gloss=0.12)
    for top, low in ((18, Y - radius * 0.7), (1422, Y + radius * 0.7)):
        shape = outline(
            f"{X - narrow},{top}! {X + narrow},{top}! {X + wide},{low}! {X - wide},{low}!"
        )
        canvas.shadow(shape, 16, 0.25)
        canvas.paint(shape, hide, Surface(depth=26, bulge=0.4))
        for side in (-1, 1):
            edge = line(f"{X + side * (narrow - 20)},{top} {X + side * (wide - 20)},{low}")
            canvas.seam(edge, "#d8cdbd", 3, 12, 9, 0.65)
    for y in range(1140, 1400, 62):
        canvas.paint(ellipse(X, y, 9, 11), "#0d0b0a")


def _bracelet(canvas: Canvas, metal: Colour, radius: float) -> None:
    step = 62
    for up in (-1, 1):
        for i in range(9, -1, -1):
            y = Y + up * (radius * 0.86 + i * step)
            half = radius * (0.57 - 0.012 * i)
            for left, right, depth in ((-1, -0.36, 18), (0.36, 1, 18), (-0.34, 0.34, 24)):
                link = box(X + left * half, y - step * 0.48, X + right * half, y + step * 0.48, 9)
                canvas.tint(link, "#000000", 4, 0.5)
                canvas.paint(link, metal, Surface(depth=depth, bulge=0.6, metal=True))
    for side in (-1, 1):
        strip = box(X + side * radius * 0.5 - 26, 0, X + side * radius * 0.5 + 26, 1440)
        canvas.tint(
            strip, "#000000", 22, 0.22, clip=box(X - radius * 0.57, 0, X + radius * 0.57, 1440)
        )


def _case(canvas: Canvas, metal: Colour, radius: float) -> None:
    lug = outline(
        f"{X + radius * 0.5},{Y - radius * 1.14}! {X + radius * 0.66},{Y - radius * 1.12}! "
        f"{X + radius * 0.8},{Y - radius * 0.7} {X + radius * 0.93},{Y - radius * 0.34}! "
        f"{X + radius * 0.5},{Y - radius * 0.6}!"
    )
    for quarter in (
        lug,
        mirrored(lug, X),
        turned(lug, 180, X, Y),
        mirrored(turned(lug, 180, X, Y), X),
    ):
        canvas.shadow(quarter, 8, 0.3)
        canvas.paint(quarter, metal, STEEL)
    crown = box(X + radius - 6, Y - 34, X + radius + 46, Y + 34, 12)
    canvas.paint(crown, metal, STEEL)
    for y in range(-28, 30, 9):
        canvas.groove(line(f"{X + radius + 4},{Y + y} {X + radius + 44},{Y + y}"), 2, 0.35)
    canvas.shadow(ellipse(X, Y, radius), 22, 0.4, 14)
    canvas.paint(ellipse(X, Y, radius), metal, POLISHED)
    canvas.paint(
        ellipse(X, Y, radius * 0.9),
        gradient(
            ["#ffffff", metal, "#4c5057", metal, "#ffffff"],
            (X - radius, Y - radius),
            (X + radius, Y + radius),
        ),
        Surface(depth=10, bulge=0.4),
    )
    canvas.paint(ellipse(X, Y, radius * 0.8), "#1c1e22")


def _dial(
    canvas: Canvas, dial: Colour, ink: Colour, metal: Colour, radius: float, *, subdials: bool
) -> None:
    face = ellipse(X, Y, radius)
    canvas.paint(face, dial)
    canvas.tint(band(face, radius * 0.1), "#000000", radius * 0.05, 0.35, clip=face)
    for minute in range(60):
        long = 0.1 if minute % 5 == 0 else 0.045
        _mark(
            canvas,
            minute * 6,
            radius * (0.93 - long),
            radius * 0.93,
            ink,
            9 if minute % 5 == 0 else 3,
        )
    if subdials:
        for angle in (90, 180, 270):
            _subdial(canvas, angle, radius, ink, metal)
    for angle, length, width in ((305, 0.52, 15), (60, 0.78, 10), (200, 0.82, 4)):
        hand = turned(
            outline(
                f"{X - width / 2},{Y + radius * 0.14}! {X + width / 2},{Y + radius * 0.14}! "
                f"{X + width * 0.7},{Y - radius * length * 0.75}! {X},{Y - radius * length}! "
                f"{X - width * 0.7},{Y - radius * length * 0.75}!"
            ),
            angle,
            X,
            Y,
        )
        canvas.shadow(hand, 4, 0.35, 5)
        canvas.paint(hand, "#c0392b" if width == 4 else ink)
    canvas.paint(ellipse(X, Y, 13), metal, Surface(depth=10, metal=True))
    glare = outline(
        f"{X - radius * 0.9},{Y - radius * 0.2} {X - radius * 0.3},{Y - radius * 0.92} "
        f"{X + radius * 0.3},{Y - radius * 0.9} {X - radius * 0.5},{Y + radius * 0.1}"
    )
    canvas.tint(glare, "#ffffff", 18, 0.16, clip=face)


def _mark(
    canvas: Canvas, degrees: float, inner: float, outer: float, ink: Colour, width: float
) -> None:
    canvas.paint(
        turned(box(X - width / 2, Y - outer, X + width / 2, Y - inner), degrees, X, Y), ink
    )


def _subdial(canvas: Canvas, degrees: float, radius: float, ink: Colour, metal: Colour) -> None:
    x = X + math.sin(math.radians(degrees)) * radius * 0.48
    y = Y - math.cos(math.radians(degrees)) * radius * 0.48
    ring = ellipse(x, y, radius * 0.24)
    canvas.tint(ring, "#000000", 4, 0.22)
    canvas.paint(band(ring, 5), metal, Surface(depth=3, metal=True))
    for tick in range(0, 360, 30):
        canvas.paint(
            turned(box(x - 1.5, y - radius * 0.21, x + 1.5, y - radius * 0.16), tick, x, y), ink
        )
    canvas.paint(turned(box(x - 3, y - radius * 0.17, x + 3, y + 6), degrees * 0.7 + 40, x, y), ink)


def digital(canvas: Canvas, colour: Colour, accent: Colour) -> None:
    """A rubber sports watch with a display."""
    strap = outline(
        "540,20! 640,20! 660,250 720,460! 740,720 720,980! 660,1190 640,1420! 540,1420!", mirror=X
    )
    canvas.shadow(strap, 18, 0.3)
    canvas.paint(strap, cylinder(plain(colour), 370, 710, gloss=0.25), Surface(depth=30, bulge=0.4))
    for y in (*range(60, 330, 46), *range(1120, 1400, 46)):
        canvas.groove(line(f"440,{y} 540,{y + 14} 640,{y}"), 7, 0.6)
    for corners, paint in ((400, colour), (330, accent)):
        case = outline(
            f"{X},{Y - corners} {X + corners * 0.75},{Y - corners * 0.74} {X + corners},{Y} "
            f"{X + corners * 0.75},{Y + corners * 0.74} {X},{Y + corners}",
            mirror=X,
        )
        canvas.shadow(case, 10, 0.45)
        canvas.paint(case, paint, Surface(depth=40, bulge=0.6, gloss=0.35))
    canvas.paint(
        outline("540,464 712,512 768,720 712,928 540,976", mirror=X),
        "#15171a",
        Surface(depth=12, gloss=0.3),
    )
    screen = outline("540,570 650,590 680,720 650,850 540,870", mirror=X)
    canvas.paint(
        screen,
        gradient(["#c3cbb6", "#98a189"], (400, 560), (680, 880)),
        Surface(depth=6, bulge=-0.3),
    )
    _digits(canvas, "1045")


SEGMENTS = {"0": "abcdef", "1": "bc", "4": "bcfg", "5": "acdfg"}
ENDS = {
    "a": (0, 0, 1, 0),
    "b": (1, 0, 1, 1),
    "c": (1, 1, 1, 2),
    "d": (0, 2, 1, 2),
    "e": (0, 1, 0, 2),
    "f": (0, 0, 0, 1),
    "g": (0, 1, 1, 1),
}


def _digits(canvas: Canvas, time: str) -> None:
    for place, digit in enumerate(time):
        left = 420 + place * 58 + (20 if place > 1 else 0)
        for segment in SEGMENTS[digit]:
            x0, y0, x1, y1 = ENDS[segment]
            stroke = line(f"{left + x0 * 38},{672 + y0 * 48} {left + x1 * 38},{672 + y1 * 48}")
            canvas.paint(band(stroke, 11), "#1e2420")
    for y in (700, 745):
        canvas.paint(ellipse(537, y, 6), "#1e2420")
