"""Parts are used only where squares answer as the maps that they were cut out of."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from core.inference import litert_parts
from core.inference.litert_engine import LiteRtEngine
from core.inference.litert_lanes import Lanes
from core.inference.litert_parts import Parts
from core.inference.litert_squares import squares_alike
from core.inference.litert_stem import LiteRtStem
from core.inference.model_pack import open_pack
from core.inference.receptive_field import ReceptiveField
from core.paths import default_pack
from core.vocabulary import Scaling

NETWORK = open_pack(default_pack()).network


def looking_at_less(parts: Parts) -> Parts:
    field = ReceptiveField(28, 4, 2, 7)
    assert parts.stem.field == replace(field, after=8)
    return replace(parts, stem=replace(parts.stem, field=field))


def looking_elsewhere(parts: Parts) -> Parts:
    return replace(parts, stem=replace(parts.stem, field=ReceptiveField(28, 4, 3, 7)))


def with_fewer_neighbours(parts: Parts) -> Parts:
    assert parts.middle is not None
    return replace(parts, middle=replace(parts.middle, field=ReceptiveField(28, 1, 1, 0)))


def reducing_elsewhere(parts: Parts) -> Parts:
    assert parts.reduction is not None
    field = ReceptiveField(14, 2, 2, 2)
    assert parts.reduction.field.width == field.width
    return replace(parts, reduction=replace(parts.reduction, field=field))


def with_another_margin(parts: Parts) -> Parts:
    assert parts.reduction is not None
    return replace(parts, reduction=replace(parts.reduction, margin=-127))


SPOILT = [
    looking_at_less,
    looking_elsewhere,
    with_fewer_neighbours,
    reducing_elsewhere,
    with_another_margin,
]


@pytest.mark.parametrize("threads", [1, 2])
def test_squares_of_the_network_that_ships_answer_as_their_maps(threads: int) -> None:
    content = NETWORK.read_bytes()
    stem = LiteRtStem.of(NETWORK, content, Scaling.BYTE, 8, Lanes(threads))
    assert stem is not None
    assert squares_alike(stem, 112)


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda one: one.__name__)
def test_a_network_whose_squares_answer_otherwise_is_run_whole(
    spoil: Callable[[Parts], Parts], monkeypatch: pytest.MonkeyPatch
) -> None:
    part = litert_parts.part

    def spoiled(content: bytes) -> Parts | None:
        parts = part(content)
        assert parts is not None
        return spoil(parts)

    monkeypatch.setattr(litert_parts, "part", spoiled)
    assert LiteRtEngine(NETWORK).stem is None
