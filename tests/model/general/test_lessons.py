from collections import Counter
from itertools import islice

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("keras")

from model.general.course import SHARES, Kind  # noqa: E402
from model.general.lessons import Lessons, draw  # noqa: E402


def test_photos_are_sorted_by_kind_and_held_out_ones_only_judge(lessons: Lessons) -> None:
    assert {kind: len(rows) for kind, rows in lessons.rows.items()} == {
        Kind.CATALOG: 80, Kind.SHOPS: 20, Kind.SELLERS: 10, Kind.OTHER: 4,
    }  # fmt: skip
    assert lessons.judged.sum() == 28
    assert not set(np.concatenate(list(lessons.rows.values()))) & set(
        np.flatnonzero(lessons.judged)
    )
    assert lessons.accepted[lessons.rows[Kind.OTHER]].sum() == 0


def test_small_shops_are_drawn_more_often_than_their_size(lessons: Lessons) -> None:
    drawn = islice(draw(lessons, np.random.default_rng(0)), 400)
    rows = np.concatenate([batch[Kind.SHOPS] for batch in drawn])
    sources = Counter(lessons.examples[row].source for row in rows)
    # 16 photos of one shop, 8 of another, of which four are of classes: 16/sqrt(16) to 4/sqrt(8)
    assert sources["large"] / sources["small"] == pytest.approx(4 / (4 / 8**0.5), rel=0.15)


def test_every_batch_has_its_shares_and_the_catalog_comes_in_turn(lessons: Lessons) -> None:
    batches = list(islice(draw(lessons, np.random.default_rng(0)), 2))
    for batch in batches:
        assert {kind: len(rows) for kind, rows in batch.items()} == SHARES
        assert len(set(batch[Kind.CATALOG])) == SHARES[Kind.CATALOG]
    one, other = (set(batch[Kind.OTHER]) for batch in batches)
    assert one <= set(lessons.rows[Kind.OTHER]) and other <= set(lessons.rows[Kind.OTHER])
