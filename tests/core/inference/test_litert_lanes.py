import threading
import time
from pathlib import Path

import numpy as np
import pytest
from ai_edge_litert import schema_py_generated as schema
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.inference.engine import copying
from core.inference.litert_lanes import Lanes, parts_of, run
from core.inference.litert_layers import Layers
from tests.litert_networks import KIND, OPERATOR, Step, network

PATH = Path("few.tflite")
SHARE = 3
PICTURES = np.random.default_rng(1).integers(0, 256, (20, 4, 4, 3), np.uint8)


def halves() -> Step:
    told = schema.Pool2DOptionsT()
    told.strideH = told.strideW = told.filterHeight = told.filterWidth = 2
    told.padding = schema.Padding.VALID
    return Step(OPERATOR.MAX_POOL_2D, told, gives=KIND.INT8)


def in_bytes() -> Layers:
    """Give layers that take 128 from a picture."""
    step = Step(OPERATOR.QUANTIZE, gives=KIND.INT8)
    return Layers(PATH, network((1, 4, 4, 3), step, kind=KIND.UINT8), 1, SHARE)


def largest() -> Layers:
    """Give layers that answer the largest of every four places of a map."""
    return Layers(PATH, network((1, 4, 4, 3), halves(), kind=KIND.INT8), 1, SHARE)


def largest_of(pictures: NDArray[np.uint8]) -> NDArray[np.int8]:
    fours = pictures.reshape(len(pictures), 2, 2, 2, 2, 3)
    return (fours.max(axis=(2, 4)).astype(int) - 128).astype(np.int8)


@pytest.mark.parametrize("count", [0, 1, 3, 8, 20])
@pytest.mark.parametrize("threads", [1, 2, 3, 4])
def test_answers_come_in_the_order_of_the_parts(threads: int, count: int) -> None:
    copy = copying(PICTURES)

    def write(part: slice, place: NDArray[np.uint8]) -> None:
        time.sleep(0.001 * (count - part.start))  # the first part is the last to be ready
        copy(part, place)

    lanes = [(in_bytes(),) for _ in range(threads)]
    parts = parts_of(count, SHARE)
    answers = Lanes(threads).begin(lanes, parts, write, Layers.output)()
    assert len(answers) == len(parts)
    for part, answer in zip(parts, answers, strict=True):
        np.testing.assert_array_equal(answer, PICTURES[part].astype(int) - 128)


def test_lanes_run_side_by_side() -> None:
    met = threading.Barrier(3, timeout=10)

    def write(part: slice, place: NDArray[np.uint8]) -> None:
        met.wait()

    lanes = [(in_bytes(),) for _ in range(3)]
    assert len(Lanes(3).begin(lanes, parts_of(18, SHARE), write, Layers.output)()) == 6


def test_layers_run_on_what_those_before_them_answer() -> None:
    lanes = [(in_bytes(), largest()) for _ in range(2)]
    answers = Lanes(2).begin(lanes, parts_of(20, SHARE), copying(PICTURES), Layers.output)()
    np.testing.assert_array_equal(np.concatenate(answers), largest_of(PICTURES))


def test_a_part_runs_through_a_lane_without_threads() -> None:
    lane = (in_bytes(), largest())
    answer = run(lane, slice(5, 7), copying(PICTURES), Layers.output)
    np.testing.assert_array_equal(answer, largest_of(PICTURES[5:7]))


def test_where_a_part_fails_no_lane_is_in_use_any_more() -> None:
    copy, at_work, begun = copying(PICTURES), set[int](), threading.Event()

    def write(part: slice, place: NDArray[np.uint8]) -> None:
        if part.start == 0:
            begun.wait(10)
            raise ValueError("no such picture")
        at_work.add(part.start)
        begun.set()
        time.sleep(0.05)
        copy(part, place)
        at_work.remove(part.start)

    threads, lanes = Lanes(2), [(in_bytes(), largest()) for _ in range(2)]
    with pytest.raises(ValueError, match="no such picture"):
        threads.begin(lanes, parts_of(12, SHARE), write, Layers.output)()
    assert begun.is_set()
    assert not at_work
    answers = threads.begin(lanes, parts_of(12, SHARE), copy, Layers.output)()
    np.testing.assert_array_equal(np.concatenate(answers), largest_of(PICTURES[:12]))


def test_what_is_begun_meanwhile_waits_for_its_lane() -> None:
    at_work, copy = set[int](), copying(PICTURES)

    def write(part: slice, place: NDArray[np.uint8]) -> None:
        assert id(place) not in at_work  # a lane's own memory
        at_work.add(id(place))
        time.sleep(0.002 * (part.start % 2))  # one lane is always ready before the other
        copy(part, place)
        at_work.remove(id(place))

    threads, lanes = Lanes(2), [(in_bytes(), largest()) for _ in range(2)]
    counts = (20, 5, 12)
    begun = [threads.begin_joined(lanes, count, write, Layers.output) for count in counts]
    for count, answers in reversed([*zip(counts, begun, strict=True)]):
        np.testing.assert_array_equal(answers(), largest_of(PICTURES[:count]))


@given(st.integers(0, 100), st.integers(1, 40))
def test_parts_cover_everything_once_and_in_order(count: int, share: int) -> None:
    parts = parts_of(count, share)
    assert [k for part in parts for k in range(part.start, part.stop)] == [*range(count)]
    assert all(part.stop - part.start == share for part in parts[:-1])
    assert all(0 < part.stop - part.start <= share for part in parts)
