"""The numbers of networks in a review's file."""

from dataclasses import replace

from core.entities import ExplainSettings
from core.review import pack_numbers
from core.review.records import PackRecord
from core.review.store import Review
from tests.core.review.desk import LABELS, explanation, predict, sha

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


def test_what_a_network_said_by_other_names_is_forgotten(review: Review) -> None:
    subject, said = sha(1), predict(LABELS[0])
    review.predictions.use(NEXT_PACK)
    review.predictions.save([(subject, said)])
    named = replace(NEXT_PACK, labels=tuple(f"My {label}" for label in LABELS))
    assert pack_numbers.known(review.database, named) == 0
    assert not review.predictions.resume(named)
    review.predictions.use(named)
    assert review.predictions.last_pack() == named
    assert review.predictions.get(subject) is None
    with review.database.transaction() as connection:
        assert pack_numbers.noted(connection, NEXT_PACK) == 0
    settings = ExplainSettings()
    late = explanation(settings)  # made while the classes got their names
    review.explanations.save(subject, late, badge="high", pack=NEXT_PACK)
    assert review.explanations.get(subject, late.label, settings) is None
