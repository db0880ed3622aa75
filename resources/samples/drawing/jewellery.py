"""Rings, earrings, cufflinks and pendants."""

import math

from PySide6.QtGui import QPainterPath

from drawing.canvas import Canvas
from drawing.relief import Surface
from drawing.shapes import along, band, ellipse, line, moved, outline, scaled, turned, union
from drawing.textures import Colour, gradient

POLISH = Surface(depth=18, bulge=0.9, metal=True)


def gem(
    canvas: Canvas, x: float, y: float, radius: float, colour: Colour, *, facets: int = 8
) -> None:
    """A cut stone: facets of changing light around a bright table."""
    stone = ellipse(x, y, radius)
    canvas.paint(stone, colour, Surface(radius * 0.5, 0.6, 0.4))
    for i in range(facets):
        start, end = 2 * math.pi * i / facets, 2 * math.pi * (i + 1) / facets
        facet = outline(
            f"{x},{y}! {x + radius * math.cos(start)},{y + radius * math.sin(start)}! "
            f"{x + radius * math.cos(end)},{y + radius * math.sin(end)}!"
        )
        canvas.paint(
            facet,
            "#ffffff" if i % 3 == 1 else "#000000",
            clip=stone,
            opacity=0.1 + 0.12 * (i * 5 % 4),
        )
    table = scaled(stone, 0.5, x, y)
    canvas.paint(table, colour, Surface(radius * 0.3, -0.3))
    canvas.tint(
        ellipse(x - radius * 0.25, y - radius * 0.3, radius * 0.22),
        "#ffffff",
        max(1.0, radius * 0.08),
        0.9,
    )


def pave(
    canvas: Canvas, path: QPainterPath, count: int, radius: float, colour: Colour, metal: Colour
) -> None:
    """A row of small stones set along a line."""
    for x, y, _ in along(path, count):
        canvas.paint(ellipse(x, y, radius * 1.25), metal, Surface(radius, metal=True))
        gem(canvas, x, y, radius, colour, facets=6)


def solitaire(canvas: Canvas, metal: Colour, stone: Colour) -> None:
    """A ring with one large stone and small ones on its shoulders, seen from the side."""
    canvas.ground(420, 690, 1092, 0.35)
    outer, inner = (
        turned(ellipse(550, 800, 230, 290), 12, 550, 800),
        turned(ellipse(556, 810, 168, 230), 12, 550, 800),
    )
    depth = moved(outer, 46, -4).subtracted(moved(inner, 20, -4))
    canvas.paint(depth, metal, Surface(30, 0.8, metal=True))
    canvas.tint(depth, "#000000", 8, 0.25, clip=depth)
    shank = outer.subtracted(inner)
    canvas.shadow(shank, 8, 0.3, 6)
    canvas.paint(shank, metal, Surface(26, 0.9, metal=True))
    pave(canvas, line("395,600 430,560 470,528"), 4, 17, "#e6eef6", metal)
    pave(canvas, line("640,520 690,552 730,592"), 4, 17, "#e6eef6", metal)
    for x in (490, 540, 590, 630):
        canvas.paint(band(line(f"{x},440 {(x + 556) / 2},520"), 18), metal, Surface(9, metal=True))
    gem(canvas, 558, 446, 88, stone, facets=16)
    for angle in (30, 150, 210, 330):
        x, y = 558 + 82 * math.cos(math.radians(angle)), 446 + 82 * math.sin(math.radians(angle))
        canvas.paint(ellipse(x, y, 16), metal, Surface(12, metal=True))


def eternity(canvas: Canvas, metal: Colour, stones: Colour) -> None:
    """A wide band standing on its rim, turned to show the stones around its outside."""
    canvas.ground(400, 760, 1012, 0.35)
    rim, hole, width = ellipse(500, 730, 200, 280), ellipse(500, 730, 168, 246), 110
    outside = union(*(moved(rim, shift, 0) for shift in range(0, width + 1, 10)))
    through = hole.intersected(moved(hole, width, 0))
    canvas.shadow(outside.subtracted(through), 8, 0.3, 4)
    canvas.paint(outside.subtracted(hole), metal, Surface(70, 0.8, metal=True))
    inside = hole.subtracted(moved(hole, width, 0))
    canvas.paint(inside, gradient([metal, "#55504a", metal], (330, 480), (480, 980)))
    canvas.tint(inside, "#000000", 10, 0.25, clip=inside)
    canvas.paint(rim.subtracted(hole), metal, Surface(14, 0.9, metal=True))
    row = line("640,478 700,560 736,650 746,730 736,810 700,900 640,982")
    canvas.groove(moved(row, -34, 0), 5, 0.4)
    canvas.groove(moved(row, 36, 0), 5, 0.4)
    pave(canvas, row, 13, 20, stones, metal)


def bells(canvas: Canvas, metal: Colour, stone: Colour, pearl: Colour) -> None:
    """A pair of chandelier earrings."""
    for x, y in ((375, 0), (705, 60)):
        hook = line(
            f"{x},{y + 330} {x - 10},{y + 250} {x + 26},{y + 200} {x + 60},{y + 250} "
            f"{x + 56},{y + 330}"
        )
        canvas.paint(band(hook, 9), metal, Surface(5, metal=True))
        stud = ellipse(x, y + 390, 74)
        canvas.shadow(stud, 10, 0.25)
        canvas.paint(stud, metal, POLISH)
        pave(canvas, turned(ellipse(x, y + 390, 58), 0, x, y), 13, 10, "#f3efe6", metal)
        gem(canvas, x, y + 390, 38, stone, facets=10)
        canvas.paint(band(ellipse(x, y + 486, 16), 9), metal, Surface(5, metal=True))
        bell = outline(
            f"{x},{y + 500} {x + 60},{y + 520} {x + 104},{y + 620} {x + 118},{y + 720}! "
            f"{x},{y + 744} "
            f"{x - 118},{y + 720}! {x - 104},{y + 620} {x - 60},{y + 520}"
        )
        canvas.shadow(bell, 10, 0.25)
        canvas.paint(bell, metal, Surface(70, 0.8, metal=True))
        pave(
            canvas,
            line(f"{x - 92},{y + 640} {x},{y + 664} {x + 92},{y + 640}"),
            7,
            14,
            stone,
            metal,
        )
        pave(
            canvas,
            line(f"{x - 56},{y + 560} {x},{y + 576} {x + 56},{y + 560}"),
            5,
            11,
            "#f3efe6",
            metal,
        )
        for i in range(-4, 5):
            drop, top = x + i * 27, y + 744 - abs(i) * 4
            canvas.paint(
                band(line(f"{drop},{top} {drop},{top + 40}"), 5), metal, Surface(3, metal=True)
            )
            canvas.paint(ellipse(drop, top + 52, 13), pearl, Surface(13, 0.9, 0.7, 24))


def drops(canvas: Canvas, metal: Colour, stone: Colour) -> None:
    """A pair of long drop earrings, each with three stones."""
    for x, y in ((390, 0), (690, 50)):
        hook = line(
            f"{x},{y + 380} {x - 20},{y + 300} {x + 20},{y + 250} {x + 54},{y + 300} "
            f"{x + 50},{y + 390}"
        )
        canvas.paint(band(hook, 10), metal, Surface(5, metal=True))
        for centre, radius in ((420, 44), (560, 60)):
            canvas.paint(ellipse(x, y + centre, radius * 1.22), metal, POLISH)
            gem(canvas, x, y + centre, radius, stone, facets=12)
        canvas.paint(band(line(f"{x},{y + 630} {x},{y + 700}"), 9), metal, Surface(5, metal=True))
        tear = outline(
            f"{x},{y + 690}! {x + 50},{y + 790} {x + 76},{y + 900} {x},{y + 980} "
            f"{x - 76},{y + 900} "
            f"{x - 50},{y + 790}"
        )
        canvas.shadow(tear, 8, 0.25)
        canvas.paint(tear, metal, Surface(16, metal=True))
        canvas.paint(scaled(tear, 0.8, x, y + 880), stone, Surface(60, 0.7, 0.7, 18))
        canvas.tint(ellipse(x - 22, y + 860, 12, 34), "#ffffff", 7, 0.7)


def cufflinks(canvas: Canvas, metal: Colour, enamel: Colour) -> None:
    """A pair of square cufflinks with enamel bars."""
    for x, y in ((660, 560), (210, 680)):
        rod = outline(
            f"{x - 80},{y + 60}! {x - 10},{y + 76}! {x - 10},{y + 110}! {x - 80},{y + 98}!"
        )
        canvas.paint(rod, metal, POLISH)
        toggle = outline(
            f"{x - 130},{y + 40} {x - 96},{y + 20} {x - 76},{y + 60} {x - 82},{y + 120} "
            f"{x - 116},{y + 140}"
        )
        canvas.paint(toggle, metal, POLISH)
        edge = outline(f"{x - 22},{y + 16}! {x},{y}! {x},{y + 228}! {x - 22},{y + 236}!")
        canvas.paint(edge, metal, Surface(8, metal=True))
        face = outline(f"{x},{y}! {x + 232},{y - 14}! {x + 236},{y + 214}! {x},{y + 230}!")
        canvas.shadow(face, 14, 0.35, 20)
        canvas.paint(face, metal, Surface(16, 0.8, metal=True))
        for i in range(3):
            top = y + 38 + i * 56
            bar = outline(
                f"{x + 24},{top}! {x + 208},{top - 11}! {x + 209},{top + 21}! {x + 24},{top + 32}!"
            )
            canvas.paint(bar, enamel, Surface(7, 0.5, 0.5))
