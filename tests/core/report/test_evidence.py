"""What a page says beyond the tag: the decision, another class, the test against chance."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.explain.faithfulness import Faithfulness
from core.report import evidence
from core.report.content import DecisionNote, PhotoReport
from core.vocabulary import Doubt

MakeReport = Callable[..., PhotoReport]
DECIDED = datetime(2026, 5, 3, 10, 0, 0, tzinfo=UTC)


def test_outside_a_review_nothing_is_said_of_decisions(make_report: MakeReport) -> None:
    report = make_report()
    assert evidence.decision_rows(report) == evidence.reviewer_rows(report) == []
    assert evidence.audit_rows(report) == evidence.against_chance(report) == []
    assert evidence.agreement(report) is None


def test_a_decision_is_said_with_who_and_when(make_report: MakeReport) -> None:
    note = DecisionNote("corrected", "Clutches", "", DECIDED, "Bags", entry="ab" * 32)
    report = make_report(decision=note)
    said = dict(evidence.decision_rows(report))
    assert said["Decision"] == "corrected: Clutches"
    assert (said["Catalog said"], said["By"]) == ("Bags", "no name given")
    assert said["At"] == "2026-05-03 10:00:00 UTC"
    assert evidence.reviewer_rows(report) == []
    assert evidence.audit_rows(report) == [("Audit entry SHA-256", "ab" * 32)]


@pytest.mark.parametrize(
    ("agrees", "said"), [(True, "agree"), (False, "differ"), (None, "no class")]
)
def test_catalog_and_network_agree_or_differ(
    make_report: MakeReport, agrees: bool | None, said: str
) -> None:
    note = DecisionNote("to do", "", "", None, "Bags", agrees)
    assert evidence.agreement(make_report(decision=note)) == said


def test_a_contrast_has_its_own_overlay_and_words(make_report: MakeReport) -> None:
    report = make_report(against="Clutches")
    first, second = evidence.overlay_captions(report)
    assert (first.words, second.words) == ("Why Handbags", "Why Handbags and not Clutches")
    assert (second.against, second.favour) == ("Clutches", "Handbags")
    ((heading, _),) = evidence.why_not(report)
    assert heading == second.words
    runner_up = evidence.runner_up(report)
    assert runner_up is not None
    assert runner_up[0] == "Clutches" and runner_up[1].weights[0] == pytest.approx(2.1)


def test_a_class_cannot_be_set_against_itself(make_report: MakeReport) -> None:
    report = make_report(against="Handbags")
    assert evidence.contrasted(report) is None
    assert len(evidence.overlay_captions(report)) == 1
    assert "cannot be set against itself" in evidence.why_not(report)[0][1][0]


def test_deletion_and_insertion_stand_beside_random_order(make_report: MakeReport) -> None:
    areas = Faithfulness(0.1, 0.8, 0.45, 0.5)
    said = dict(evidence.against_chance(make_report(faithfulness=areas)))
    assert said["Removing (low)"] == "0.100, random 0.450"
    assert said["Adding back (high)"] == "0.800, random 0.500"


def test_a_product_is_explained_by_its_own_tag_where_the_photo_can_say_it(
    make_report: MakeReport, make_product: MakeReport
) -> None:
    other = make_product(2, label="Clutches").product
    report = make_report(against="Clutches")
    shown = evidence.about_product(report, other)
    assert shown.product == other and shown.style.label == "Clutches"
    assert (shown.tag.label, shown.prediction.label) == ("Clutches", "Handbags")
    assert evidence.overlay_caption(shown) == "Why Clutches"
    same = evidence.about_product(report, make_product(2).product)
    assert same.style.label is None
    lacking = evidence.about_product(make_report(), other)
    assert lacking.style.label is None and evidence.overlay_caption(lacking) == "Why Handbags"
    assert evidence.about_product(report, None) is report


def test_the_network_says_the_products_tag(
    make_report: MakeReport, make_product: MakeReport
) -> None:
    note = DecisionNote("to do", "", "", None, "Bags")
    other = make_product(2, label="Clutches").product
    report = evidence.about_product(make_report(decision=note), other)
    assert ("Model says", "Clutches") in evidence.decision_rows(report)


def test_why_a_tag_is_not_sure_comes_before_the_regions(
    make_report: MakeReport, make_product: MakeReport
) -> None:
    report = make_report()
    sure = replace(report, prediction=replace(report.prediction, doubt=None))
    assert evidence.why_not_sure(sure) == ""
    doubtful = replace(report, prediction=replace(report.prediction, doubt=Doubt.STRANGE))
    said = evidence.why_not_sure(doubtful)
    assert "unlike those that the model learnt from" in said
    assert evidence.why(doubtful) == (said, *evidence.why(sure))
    product = make_product(2).product  # whose tag stands on other photos as well
    assert evidence.why_not_sure(evidence.about_product(doubtful, product)) == ""
