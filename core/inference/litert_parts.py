"""Parts a `.tflite` network behind its first layers.

The cut lies where a single map leads on, as far behind as each of its places looks at no more than
an eighth of the picture's side: larger squares hold more superpixels, and with every one of them
twice as many patterns. Of the maps with the same square, the smallest.

Where the next layers make a map of as many places, each of which looks at its neighbours alone,
there is a second cut behind them; and where a layer comes next that makes a smaller map of that
one, a third.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from core.inference import litert_schema
from core.inference.litert_fields import Layer, field_behind
from core.inference.litert_graph import Graph
from core.inference.litert_schema import SAME, Operator
from core.inference.receptive_field import ReceptiveField

if TYPE_CHECKING:
    from ai_edge_litert import schema_py_generated as schema

LARGEST_SHARE: Final = 1 / 8
"""Of the picture's side: what a place of the first map looks at."""
NEIGHBOURS: Final = 3
"""Places of the first map, along a side, that a place of the second looks at."""
REDUCED: Final = 5
"""Places of the second map, along a side, that a place of the third looks at."""
CONVOLUTIONS: Final = (Operator.CONV_2D, Operator.DEPTHWISE_CONV_2D)


@dataclass(frozen=True, slots=True)
class Part:
    """Layers behind others.

    Attributes
    ----------
    content : bytes
        A `.tflite` file that takes what the one before gives.
    field : ReceptiveField
        Of the map that it makes, in places of the one given.
    """

    content: bytes
    field: ReceptiveField


@dataclass(frozen=True, slots=True)
class Reduction(Part):
    """Layers that make a smaller map.

    Attributes
    ----------
    lift : bytes or None
        The first of them, as far as they work place by place.
    unpadded : bytes
        Those behind, but that nothing lies beyond the edges of what is given to them.
    margin : int
        What lies there in the whole map.
    """

    lift: bytes | None
    unpadded: bytes
    margin: int


@dataclass(frozen=True, slots=True)
class Parts:
    """A network in two to four, one behind the other.

    Attributes
    ----------
    stem : Part
        Its field is in pixels.
    middle : Part or None
        With as many places as the stem.
    reduction : Reduction or None
        Behind the middle.
    rest : bytes
    """

    stem: Part
    middle: Part | None
    reduction: Reduction | None
    rest: bytes


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where to cut: behind so many operators a single tensor leads on."""

    end: int
    tensor: int
    field: ReceptiveField


def part(network: bytes) -> Parts | None:
    """Part a network behind its first layers.

    Parameters
    ----------
    network : bytes
        A `.tflite` file that LiteRT runs, with a square picture as its only input.

    Returns
    -------
    Parts or None
        None where no layer ends in a map of 8-bit numbers whose places look at little: what float
        layers answer may hang on where in a picture something stands, in the last bit. Nor are
        networks parted that call others: these may share what they keep with both sides.
    """
    model = litert_schema.read(network)
    if len(model.subgraphs) != 1:
        return None
    graph = Graph(model)
    (picture,) = graph.inputs
    begin = _Cut(0, picture, ReceptiveField(graph.side(picture)))
    firsts = list(_cuts(graph, begin, LARGEST_SHARE * graph.side(picture)))
    if not firsts or firsts[-1].field.width == 1:  # looking a pixel up is as dear as working it out
        return None
    first = _smallest(graph, firsts)
    seconds = _seconds(graph, first)
    if not seconds:
        return Parts(_part(graph, begin, first), None, None, graph.rest(first.end, first.tensor))
    second, thirds = _smallest(graph, seconds), _thirds(graph, seconds[-1])
    third = _smallest(graph, thirds) if thirds else None
    last = third or second
    return Parts(
        _part(graph, begin, first),
        _part(graph, first, second),
        None if third is None else _reduction(graph, second, seconds[-1], third),
        graph.rest(last.end, last.tensor),
    )


def _seconds(graph: Graph, first: _Cut) -> list[_Cut]:
    """Give where the second cut may be, all with the same field: as far behind as may be."""
    cuts = list(_cuts(graph, first, NEIGHBOURS, anywhere=True))
    alike = [one for one in cuts if one.field.width == cuts[-1].field.width]
    return [one for one in alike if _beside(first.field, one.field)]


def _beside(stem: ReceptiveField, middle: ReceptiveField) -> bool:
    """Whether the second map has a place for each of the first's, and squares fit into that."""
    return (middle.step, middle.places) == (1, stem.places) and middle.width <= stem.places


def _thirds(graph: Graph, last: _Cut) -> list[_Cut]:
    """Give where the third cut may be: behind a convolution with a stride.

    Parameters
    ----------
    graph : Graph
    last : _Cut
        Behind all that works place by place: beyond the map's edges then lies a single number.
    """
    if graph.zero(last.tensor) is None or last.end == len(graph.operators):
        return []
    operator = graph.operators[last.end]
    if graph.code(operator) not in CONVOLUTIONS or operator.builtinOptions.padding != SAME:
        return []
    cuts = list(_cuts(graph, last, REDUCED, anywhere=True))
    if not cuts or cuts[0].end != last.end + 1 or cuts[0].field.step == 1:
        return []
    return [one for one in cuts if one.field == cuts[0].field]


def _part(graph: Graph, before: _Cut, cut: _Cut) -> Part:
    return Part(graph.packed(before.end, cut.end, before.tensor, cut.tensor), cut.field)


def _reduction(graph: Graph, before: _Cut, lifted: _Cut, cut: _Cut) -> Reduction:
    margin = graph.zero(lifted.tensor)
    assert margin is not None  # or there was no cut
    return Reduction(
        graph.packed(before.end, cut.end, before.tensor, cut.tensor),
        cut.field,
        None if lifted == before else _part(graph, before, lifted).content,
        graph.unpadded(lifted.end, cut.end, lifted.tensor, cut.tensor),
        margin,
    )


def _smallest(graph: Graph, cuts: Sequence[_Cut]) -> _Cut:
    """Choose the cut as far behind as may be; of those that look at as much, the smallest map."""
    return min(cuts, key=lambda one: (-one.field.width, np.prod(graph.shape(one.tensor))))


def _cuts(graph: Graph, before: _Cut, widest: float, *, anywhere: bool = False) -> Iterator[_Cut]:
    """Give where it can be cut, up to the first layer that looks at too much or unknown.

    Parameters
    ----------
    graph : Graph
    before : _Cut
        Behind which it is cut.
    widest : float
        Places of what is given that a place of what is made may look at, along a side.
    anywhere : bool
        Whether the operators must do the same wherever a place lies, and leave it where it is.
    """
    fields = {before.tensor: ReceptiveField(graph.side(before.tensor))}
    for end, operator in enumerate(graph.operators[before.end :], before.end + 1):
        made, layer = int(operator.outputs[0]), graph.layer(operator, fields.keys())
        field = _field(graph, operator, layer, fields)
        if field is None or field.width > widest or (anywhere and not layer.anywhere):
            return
        fields[made] = field
        alone = [one for one in fields if graph.last_needed.get(one, 0) >= end] == [made]
        if alone and graph.shape(made)[1:-1] == [field.places] * 2:
            yield _Cut(end, made, field)


def _field(
    graph: Graph, operator: schema.OperatorT, layer: Layer, fields: Mapping[int, ReceptiveField]
) -> ReceptiveField | None:
    """Tell what each place that an operator makes looks at; None where that is not known."""
    given = [int(one) for one in operator.inputs if int(one) in fields]
    if not given or any(graph.shape(one) != layer.given for one in given):
        return None  # where one is spread over the other, a place looks at all of it
    if not layer.alike(fields[given[0]].places):
        return None  # squares would not answer elsewhere in a picture what they answer here
    if len(operator.outputs) != 1 or not graph.in_bytes(int(operator.outputs[0])):
        return None
    field, *others = (fields[one] for one in given)
    if any(other.step != field.step for other in others):
        return None
    for other in others:
        field = field.joined(other)
    return field_behind(layer, field)
