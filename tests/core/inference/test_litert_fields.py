"""The truth is asked of LiteRT: which answers differ once a single pixel does."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ai_edge_litert import schema_py_generated as schema
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.errors import PackError
from core.inference.engine import copying
from core.inference.litert_fields import RULES, Layer, field_behind
from core.inference.litert_layers import Layers
from core.inference.receptive_field import ReceptiveField
from tests.litert_networks import KIND, OPERATOR, Step, network

SAME, VALID = schema.Padding.SAME, schema.Padding.VALID
SIDES = st.integers(7, 12)
KERNELS, STRIDES, APART = st.integers(1, 4), st.integers(1, 3), st.integers(1, 2)
PADDINGS = st.sampled_from((SAME, VALID))
POOLED = (OPERATOR.MAX_POOL_2D, OPERATOR.AVERAGE_POOL_2D)
NONE = ((0, 0), (0, 0))
NAMES = {code: name for name, code in vars(OPERATOR).items() if isinstance(code, int)}
Pair = tuple[int, int]


def two(one: int | Pair) -> Pair:
    return (one, one) if isinstance(one, int) else one


def windows(told: Any, stride: int | Pair, padding: int) -> Any:
    told.padding, (told.strideH, told.strideW) = padding, two(stride)
    return told


def convolution(
    kernel: int | Pair,
    stride: int | Pair = 1,
    apart: int | Pair = 1,
    padding: int = VALID,
    each: bool = False,
) -> Step:
    """Add up what is in a window, of `each` channel by itself."""
    kinds = schema.DepthwiseConv2DOptionsT if each else schema.Conv2DOptionsT
    told = windows(kinds(), stride, padding)
    told.dilationHFactor, told.dilationWFactor = two(apart)
    if each:
        told.depthMultiplier = 1
    weights = np.ones((1, *two(kernel), 1), np.float32)
    code = OPERATOR.DEPTHWISE_CONV_2D if each else OPERATOR.CONV_2D
    return Step(code, told, (weights, np.zeros(1, np.float32)))


def by_channel(*told: Any, **more: Any) -> Step:
    return convolution(*told, **more, each=True)


def pool(code: int, kernel: int | Pair, stride: int | Pair = 1, padding: int = VALID) -> Step:
    told = windows(schema.Pool2DOptionsT(), stride, padding)
    told.filterHeight, told.filterWidth = two(kernel)
    return Step(code, told)


def blocks(size: int) -> Step:
    told = schema.SpaceToDepthOptionsT()
    told.blockSize = size
    return Step(OPERATOR.SPACE_TO_DEPTH, told)


def margin(over: Pair, beside: Pair) -> Step:
    return Step(OPERATOR.PAD, constants=(np.array([[0, 0], over, beside, [0, 0]], dtype=np.int32),))


def shaped(*shape: int) -> Step:
    return Step(OPERATOR.RESHAPE, constants=(np.array([-1, *shape], np.int32),))


def with_number(code: int, told: Any = None) -> Step:
    return Step(code, told, (np.full((1, 1, 1), 0.5, np.float32),))


def leaking() -> Step:
    told = schema.LeakyReluOptionsT()
    told.alpha = 0.5
    return Step(OPERATOR.LEAKY_RELU, told)


PLACE_BY_PLACE = (
    Step(OPERATOR.QUANTIZE, gives=KIND.INT8),
    with_number(OPERATOR.ADD, schema.AddOptionsT()),
    with_number(OPERATOR.SUB, schema.SubOptionsT()),
    with_number(OPERATOR.MUL, schema.MulOptionsT()),
    Step(OPERATOR.RELU),
    Step(OPERATOR.RELU6),
    leaking(),
    with_number(OPERATOR.PRELU),
    Step(OPERATOR.HARD_SWISH),
    Step(OPERATOR.LOGISTIC),
)
CONVOLUTIONS = st.builds(convolution, KERNELS, STRIDES, st.just(1), PADDINGS, st.booleans())
SPREAD = st.builds(convolution, st.integers(2, 4), STRIDES, st.just(2), PADDINGS, st.booleans())
POOLS = st.builds(
    pool,
    st.sampled_from(POOLED),
    KERNELS,
    STRIDES,
    PADDINGS,
)
MARGINS = st.tuples(st.integers(0, 2), st.integers(0, 2)).map(lambda one: margin(one, one))
UNEQUAL = (2, 3)
UNEQUAL_CONVOLUTIONS = ((UNEQUAL,), (2, UNEQUAL), (2, 1, UNEQUAL))
UNEQUAL_POOLS = ((UNEQUAL,), (2, UNEQUAL))


def layer(step: Step, given: Sequence[int], made: Sequence[int]) -> Layer:
    held = step.constants[0] if step.constants else None
    shape = [] if held is None else list(held.shape)
    values = held if held is not None and held.dtype == np.int32 else None
    return Layer(step.code, step.told, list(given), list(made), shape, values)


def run(side: int, *steps: Step, channels: int = 1) -> tuple[list[Layer], NDArray[np.bool_]]:
    """Run a black picture, and others with a single pixel that is not.

    Gives the steps as layers, and whether a place of the last one's map looks at a pixel,
    (places, places, side, side).
    """
    given, count = (1, side, side, channels), side**2 + 1
    pictures = np.zeros((count, side**2, channels), np.uint8)
    pictures[1:][np.diag_indices(side**2)] = 1
    content = network(given, *steps, outputs=tuple(range(len(steps))))
    layers = Layers(Path("few.tflite"), content, 1, count)
    layers.run(slice(0, count), copying(pictures.reshape(count, side, side, channels)))
    shapes = [given, *((1, *map(int, one["shape"][1:])) for one in layers.outputs)]
    answers = layers.output(slice(0, count), layers.outputs[-1]["index"])
    if not answers.size:  # a window is larger than what is left of the picture
        reject()
    places = shapes[-1][1]
    differ = (answers[1:] != answers[0]).reshape(side, side, places, places, -1).any(axis=-1)
    known = [layer(*one) for one in zip(steps, shapes[:-1], shapes[1:], strict=True)]
    return known, differ.transpose(2, 3, 0, 1)


def told(layers: list[Layer], side: int) -> ReceptiveField:
    field: ReceptiveField | None = ReceptiveField(side)
    for one in layers:
        assert field is not None
        field = field_behind(one, field)
    assert field is not None
    return field


def square(field: ReceptiveField, side: int) -> NDArray[np.bool_]:
    """Mark the pixels of each place's square, as `run` does."""
    first = field.step * np.arange(field.places)[:, None] - field.before
    pixels = np.arange(side)
    along = (first <= pixels) & (pixels < first + field.width)
    return along[:, None, :, None] & along[None, :, None, :]


def corners(field: ReceptiveField, side: int) -> NDArray[np.bool_]:
    """Mark the first and the last pixel of each square that lies in the picture as a whole."""
    marked = np.zeros((field.places, field.places, side, side), dtype=bool)
    first = [field.step * place - field.before for place in range(field.places)]
    whole = [k for k, pixel in enumerate(first) if pixel >= 0 and pixel + field.width <= side]
    for k, m in product(whole, whole):
        for end in (0, field.width - 1):
            marked[k, m, first[k] + end, first[m] + end] = True
    return marked


@given(SIDES, CONVOLUTIONS | POOLS | MARGINS)
@settings(max_examples=200)
def test_a_place_looks_at_all_of_its_square_and_at_nothing_else(side: int, step: Step) -> None:
    layers, looks = run(side, step)
    np.testing.assert_array_equal(square(told(layers, side), side), looks)


@given(SIDES, SPREAD)
def test_windows_with_holes_reach_from_corner_to_corner(side: int, step: Step) -> None:
    layers, looks = run(side, step)
    field = told(layers, side)
    assert not (looks & ~square(field, side)).any()
    assert not (corners(field, side) & ~looks).any()


@given(SIDES, st.lists(CONVOLUTIONS | SPREAD | POOLS | MARGINS, min_size=2, max_size=3))
@settings(max_examples=150)
def test_what_several_layers_look_at_adds_up(side: int, steps: list[Step]) -> None:
    try:
        layers, looks = run(side, *steps)
    except PackError:  # larger by more than a place
        reject()
    field = told(layers, side)
    assert not (looks & ~square(field, side)).any()
    assert not (corners(field, side) & ~looks).any()


@pytest.mark.parametrize("size", [2, 3, 4])
def test_a_block_becomes_a_place(size: int) -> None:
    layers, looks = run(12, blocks(size))
    np.testing.assert_array_equal(square(told(layers, 12), 12), looks)


@pytest.mark.parametrize("step", PLACE_BY_PLACE, ids=lambda step: NAMES[step.code])
def test_what_works_place_by_place_looks_at_nothing_beside(step: Step) -> None:
    layers, looks = run(8, step)
    np.testing.assert_array_equal(square(told(layers, 8), 8), looks)


def test_rows_that_are_counted_otherwise_meanwhile_stay_what_they_are() -> None:
    steps = (convolution(3, 2, padding=SAME), shaped(4, 4), Step(OPERATOR.RELU), shaped(4, 4, 1))
    layers, looks = run(8, *steps)
    np.testing.assert_array_equal(square(told(layers, 8), 8), looks)


def test_every_rule_is_held_against_litert() -> None:
    windowed = {
        OPERATOR.CONV_2D,
        OPERATOR.DEPTHWISE_CONV_2D,
        OPERATOR.MAX_POOL_2D,
        OPERATOR.AVERAGE_POOL_2D,
        OPERATOR.PAD,
    }
    others = {OPERATOR.SPACE_TO_DEPTH, OPERATOR.RESHAPE}
    assert windowed | others | {step.code for step in PLACE_BY_PLACE} == set(RULES)


def told_nothing(step: Step, given: Sequence[int], made: Sequence[int]) -> bool:
    return field_behind(layer(step, given, made), ReceptiveField(given[1])) is None


@pytest.mark.parametrize(
    "step",
    [
        *(make(*one) for make in (convolution, by_channel) for one in UNEQUAL_CONVOLUTIONS),
        *(pool(code, *one) for code in POOLED for one in UNEQUAL_POOLS),
        margin((1, 2), (2, 1)),
        margin((1, 1), (2, 2)),
    ],
)
def test_what_is_not_alike_along_both_sides_is_refused(step: Step) -> None:
    assert told_nothing(step, (1, 8, 8, 1), (1, 4, 4, 1))


@pytest.mark.parametrize(
    "step", [convolution(1), by_channel(1), pool(OPERATOR.MAX_POOL_2D, 1), blocks(1), margin(*NONE)]
)
def test_maps_that_are_not_square_are_refused(step: Step) -> None:
    assert not told_nothing(step, (1, 8, 8, 1), (1, 8, 8, 1))
    assert told_nothing(step, (1, 8, 6, 1), (1, 8, 6, 1))
    assert told_nothing(step, (1, 8, 8, 1), (1, 8, 6, 1))
    assert told_nothing(step, (1, 8, 6, 1), (1, 8, 8, 1))
    assert told_nothing(step, (1, 8, 8), (1, 8, 8))


@pytest.mark.parametrize("step", PLACE_BY_PLACE, ids=lambda step: NAMES[step.code])
def test_what_is_spread_over_a_map_is_refused(step: Step) -> None:
    assert told_nothing(step, (1, 1, 1, 3), (1, 8, 8, 3))


@pytest.mark.parametrize("made", [(1, 4, 16, 3), (1, 64, 3), (1, 192), (2, 8, 4, 3)])
def test_a_shape_that_takes_rows_apart_is_refused(made: tuple[int, ...]) -> None:
    assert told_nothing(shaped(*made[1:]), (1, 8, 8, 3), made)


def test_a_margin_that_only_the_run_tells_is_refused() -> None:
    known = layer(margin((1, 1), (1, 1)), (1, 8, 8, 1), (1, 10, 10, 1))
    assert field_behind(known, ReceptiveField(8)) is not None
    assert field_behind(replace(known, values=None), ReceptiveField(8)) is None


@pytest.mark.parametrize("name", ["TRANSPOSE", "SOFTMAX", "DEPTH_TO_SPACE", "CUSTOM"])
def test_of_other_operators_nothing_is_known(name: str) -> None:
    assert told_nothing(Step(getattr(OPERATOR, name)), (1, 8, 8, 1), (1, 8, 8, 1))


def added(constant: NDArray[Any] | None, given: list[int]) -> Layer:
    shape = [] if constant is None else list(constant.shape)
    return Layer(OPERATOR.ADD, None, given, given, shape, constant)


@pytest.mark.parametrize(
    ("constant", "given", "alike"),
    [
        (None, [1, 4, 4, 3], True),
        (np.arange(3), [1, 4, 4, 3], True),
        (np.arange(4)[:, None], [1, 4, 4, 3], False),
        (np.arange(48).reshape(4, 4, 3), [1, 4, 4, 3], False),
        (np.ones((4, 4, 1)), [1, 4, 4, 3], True),
        (np.tile(np.arange(3), 4), [1, 4, 12], True),  # rows counted as one
        (np.tile(np.arange(4), 3), [1, 4, 12], False),
        (np.arange(4), [1, 4, 3, 4], False),
    ],
)
def test_a_constant_for_each_place_is_told_from_one_for_all(
    constant: NDArray[Any] | None, given: list[int], alike: bool
) -> None:
    values = None if constant is None else constant.astype(np.int32)
    assert added(values, given).alike(4) is alike


def test_a_constant_of_unknown_values_is_one_for_each_place() -> None:
    layer = replace(added(np.ones((4, 4, 3), np.int32), [1, 4, 4, 3]), values=None)
    assert not layer.alike(4)


def test_nothing_looks_at_less_than_its_own_first_pixel() -> None:
    weights = np.zeros((1, 1, 1, 4), np.int8)
    weights[..., 3] = 1  # of each block of two by two the last pixel alone
    told = windows(schema.Conv2DOptionsT(), 1, VALID)
    told.dilationHFactor = told.dilationWFactor = 1
    given, made, held = [1, 4, 4, 4], [1, 4, 4, 1], [1, 1, 1, 4]
    layer = Layer(OPERATOR.CONV_2D, told, given, made, held, weights, 2)
    assert field_behind(layer, ReceptiveField(4, 2, 0, 1)) == ReceptiveField(4, 2, 0, 1)


def test_blocks_seen_in_groups_are_seen_whole() -> None:
    told = windows(schema.Conv2DOptionsT(), 1, VALID)
    told.dilationHFactor = told.dilationWFactor = 1
    weights = np.ones((2, 1, 1, 6), np.int8)
    layer = Layer(OPERATOR.CONV_2D, told, [1, 4, 4, 12], [1, 4, 4, 2], [2, 1, 1, 6], weights, 2)
    assert field_behind(layer, ReceptiveField(4, 2, 0, 1)) == ReceptiveField(4, 2, 0, 1)
