"""What Enter accepts is named and marked, whatever class is explained."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop.app import Program
from tests.window import WAIT_MS


def told(program: Program) -> tuple[str, str]:
    window = program.window
    return window.decisions.accept_action.text(), window.inspector.scores._accepted


def test_the_tag_stays_named_while_another_class_is_explained(explained: Program) -> None:
    assert told(explained) == ("Accept Blue", "Blue")
    explained.window.inspector.scores.choose(1)
    assert explained.workbench.current_photo.label != "Blue"
    assert told(explained) == ("Accept Blue", "Blue")
    explained.window.photos.step(1)
    assert told(explained) == ("Accept Green", "Green")


def test_of_several_photos_none_is_named(explained: Program) -> None:
    explained.window.photos.selectAll()
    assert told(explained) == ("Accept", "")


def test_the_tag_is_named_as_soon_as_it_is_known(qtbot: QtBot, explained: Program) -> None:
    model = explained.window.model
    known = model.tag(model.paths[0])
    model.forget_tags()
    assert told(explained) == ("Accept", "")
    model.set_tags({model.paths[0]: known})
    qtbot.waitUntil(lambda: told(explained) == ("Accept Blue", "Blue"), timeout=WAIT_MS)
