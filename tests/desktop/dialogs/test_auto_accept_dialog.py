"""How sure is sure enough, said before anything happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QSlider
from pytestqt.qtbot import QtBot

from core.vocabulary import LeftAlone
from desktop.dialogs.auto_accept_dialog import LOWEST, USUAL, Asked, AutoAcceptDialog
from desktop.panels.browser.photo_model import PhotoModel
from desktop.ui.photo_state import Listing


@dataclass(frozen=True)
class Plan:
    """Of a thousand photos, the fewer are accepted the surer they are; none above 99 %."""

    threshold: float
    products: int = 0

    @property
    def accepted(self) -> int:
        return 0 if self.threshold > 0.99 else round(2000 * (1 - self.threshold))

    @property
    def left(self) -> int:
        return 2000 - self.accepted

    @property
    def left_alone(self) -> dict[LeftAlone, int]:
        return {LeftAlone.LESS_SURE: self.left}

    @property
    def risk(self) -> float:
        return (1 - self.threshold) / 10

    @property
    def expected_errors(self) -> float:
        return self.risk * self.accepted


def make(opened: Callable[[QDialog], AutoAcceptDialog], start: float | None) -> AutoAcceptDialog:
    return opened(AutoAcceptDialog(lambda threshold, _: Plan(threshold), start, PhotoModel()))


def see(dialog: AutoAcceptDialog, *names: str) -> None:
    """Show the photos, as they come from the review."""
    dialog.show_photos(*dialog._wish, Listing.of(map(Path, names)))


@pytest.mark.parametrize(
    ("start", "shown"), [(None, USUAL), (0.901, 91), (0.2, LOWEST), (1.2, 100)]
)
def test_it_starts_at_the_least_threshold_that_keeps_the_risk(
    opened: Callable[[QDialog], AutoAcceptDialog], start: float | None, shown: int
) -> None:
    assert make(opened, start).findChild(QSlider).value() == shown


def test_what_a_threshold_does_is_said_as_it_moves(
    qtbot: QtBot,
    opened: Callable[[QDialog], AutoAcceptDialog],
    said: Callable[[QDialog], list[str]],
) -> None:
    dialog = make(opened, 0.9)
    assert "200 photos would be accepted, 1,800 left for you." in said(dialog)
    assert "About 2.0 of them are expected to be wrong (1.0\N{NO-BREAK SPACE}%)." in said(dialog)
    qtbot.keyClick(dialog.findChild(QSlider), Qt.Key.Key_Left)
    assert "220 photos would be accepted, 1,780 left for you." in said(dialog)


def test_products_are_said_where_there_are_some(
    opened: Callable[[QDialog], AutoAcceptDialog], said: Callable[[QDialog], list[str]]
) -> None:
    all_but_two = lambda threshold, _: Plan(threshold, Plan(threshold).accepted - 2)  # noqa: E731
    dialog = opened(AutoAcceptDialog(all_but_two, 0.9, PhotoModel()))
    assert "198 products and 2 photos would be accepted, 1,800 left for you." in said(dialog)


def test_only_accepting_confirms_what_was_shown(
    qtbot: QtBot,
    opened: Callable[[QDialog], AutoAcceptDialog],
    press: Callable[[QDialog, str], None],
) -> None:
    dialog = make(opened, 0.9)
    see(dialog, "a.jpg", "b.jpg")
    dialog._grid._list.select([Path("b.jpg")])
    with qtbot.waitSignal(dialog.confirmed) as told:
        press(dialog, "Accept 199 photos")
    assert told.args == [Asked(0.9, frozenset(), [Path("b.jpg")], "199 photos")]
    dialog = make(opened, 0.9)
    with qtbot.assertNotEmitted(dialog.confirmed):
        press(dialog, "Cancel")
    assert not dialog.isVisible()


def test_nothing_is_accepted_before_it_is_seen(
    qtbot: QtBot, opened: Callable[[QDialog], AutoAcceptDialog]
) -> None:
    dialog = make(opened, 0.9)
    assert not dialog._yes.isEnabled()
    with qtbot.waitSignal(dialog.photos_wanted, timeout=5000) as wanted:
        pass
    assert wanted.args == [0.9, frozenset()]
    see(dialog, "a.jpg")
    assert dialog._yes.isEnabled()
    dialog._left._boxes[LeftAlone.UNCERTAIN].setChecked(True)
    assert not dialog._yes.isEnabled()
    dialog.show_photos(0.9, frozenset(), Listing.of([]))  # of the wish before
    assert not dialog._yes.isEnabled()
    see(dialog, "a.jpg")
    assert dialog._yes.isEnabled()


def test_reasons_that_nobody_can_change_are_told_where_they_occur(
    opened: Callable[[QDialog], AutoAcceptDialog], said: Callable[[QDialog], list[str]]
) -> None:
    words = said(make(opened, 0.9))
    assert LeftAlone.LESS_SURE.caption in words
    assert LeftAlone.UNCERTAIN.caption in words  # which can be asked for
    assert LeftAlone.SKIPPED.caption not in words


def test_nothing_can_be_accepted_where_nothing_is_that_sure(
    qtbot: QtBot,
    opened: Callable[[QDialog], AutoAcceptDialog],
    said: Callable[[QDialog], list[str]],
) -> None:
    dialog = make(opened, 0.9)
    qtbot.keyClick(dialog.findChild(QSlider), Qt.Key.Key_End)
    assert "No tag is that certain." in said(dialog)
    yes = next(b for b in dialog.findChildren(QPushButton) if b.text().startswith("Accept"))
    assert not yes.isEnabled()
