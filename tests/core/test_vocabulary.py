"""Every closed set is covered by whoever decides by it, and its members can be told apart."""

import subprocess
import sys
from collections.abc import Collection
from enum import StrEnum

import pytest

from core import vocabulary
from core.captioned import Captioned
from core.explain import colours, overlay, perturbation
from core.review import sorting, views
from core.vocabulary import BY_HAND, PENDING, TAGGED, Action, Verdict

SETS = [
    kind
    for kind in vars(vocabulary).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and len(kind)
]
TABLES: list[tuple[type[StrEnum], Collection[object]]] = [
    (vocabulary.Order, sorting.SORTINGS),
    (vocabulary.ViewKey, views.VIEWS),
    (vocabulary.Sampling, perturbation._DRAWERS),
    (vocabulary.Sign, overlay.SIGNED),
    (vocabulary.OverlayKind, overlay.RISE),
    (vocabulary.Colours, colours._STOPS),
]
"""Who decides by `match` is held by mypy instead."""


@pytest.mark.parametrize(
    ("kind", "table"), TABLES, ids=lambda given: getattr(given, "__name__", "")
)
def test_tables_are_total(kind: type[StrEnum], table: Collection[object]) -> None:
    assert set(table) == set(kind)


@pytest.mark.parametrize("kind", SETS)
def test_a_value_is_its_member_and_nothing_else_is(kind: type[StrEnum]) -> None:
    assert [kind(str(member)) for member in kind] == list(kind)
    with pytest.raises(ValueError, match="no such member"):
        kind("no such member")


@pytest.mark.parametrize("kind", [kind for kind in SETS if issubclass(kind, Captioned)])
def test_people_can_tell_members_apart(kind: type[Captioned]) -> None:
    captions = [member.caption for member in kind]
    assert all(captions)
    assert len(set(captions)) == len(captions)


def test_the_ranks_in_files_stay_what_they_are() -> None:
    ranks = {"to do": 0, "skipped": 1, "accepted": 2, "corrected": 3, "flagged": 4}
    assert {verdict.value: verdict.rank for verdict in Verdict} == ranks
    assert {*PENDING, *TAGGED, Verdict.FLAGGED} == set(Verdict)
    assert set(BY_HAND) < set(Action)


def test_the_window_may_have_it_before_its_first_paint() -> None:
    code = "import core.vocabulary, core.wording, core.review.views\n"
    code += "import sys; print('numpy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
