"""The numbers of networks in a review's file."""

from dataclasses import replace

from core.review import pack_numbers
from core.review.records import PackRecord
from core.review.store import Review
from tests.core.review.desk import LABELS

NEXT_PACK = PackRecord("cd" * 32, "catalog-cnn", "2.0", LABELS)


def test_each_choice_of_classes_has_a_number_of_its_own(review: Review) -> None:
    fewer = replace(NEXT_PACK, classes=LABELS[:2])
    assert pack_numbers.known(review.database, NEXT_PACK) == 0
    with review.database.transaction() as connection:
        first = pack_numbers.noted(connection, NEXT_PACK)
        assert pack_numbers.noted(connection, NEXT_PACK) == first
        second = pack_numbers.noted(connection, fewer)
    assert 0 not in (first, second) and first != second
    assert pack_numbers.known(review.database, fewer) == second


def test_a_number_does_not_put_a_pack_in_use(review: Review) -> None:
    shown = review.predictions.last_pack()
    with review.database.transaction() as connection:
        pack_numbers.noted(connection, NEXT_PACK)
    assert review.predictions.last_pack() == shown
    assert not review.predictions.resume(NEXT_PACK)
