"""A photo of which the network sees a part, in the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from core.entities import UNSEEN
from desktop.app import Program
from desktop.services.regions import region_at
from tests.packs import draw_product

WAIT_MS = 60_000


def test_framed_photo_says_so_and_its_rest_cannot_be_switched(
    qtbot: QtBot, start: Callable[..., Program], tmp_path: Path
) -> None:
    folder = tmp_path / "wide"
    folder.mkdir()
    sheet = np.full((160, 480, 3), 255, np.uint8)
    sheet[20:140, 300:390] = draw_product("Blue", (120, 90), seed=0)
    Image.fromarray(sheet).save(folder / "blue.png")
    program = start(folder)
    window, current_photo = program.window, program.workbench.current_photo

    def explained() -> bool:
        window.photos.choose(folder / "blue.png")
        return current_photo.explanation is not None and current_photo.explanation.final

    qtbot.waitUntil(explained, timeout=WAIT_MS)
    assert current_photo.explanation.framed
    assert "Tagged from the outlined part" in window.inspector._note.text()
    assert region_at(current_photo.explanation, QPointF(0.1, 0.5)) == UNSEEN
    window.compare.what_if_action.trigger()
    desk = program.workbench.what_if
    qtbot.waitUntil(lambda: desk.switches is not None, timeout=WAIT_MS)
    window.compare.why.touched.emit(QPointF(0.1, 0.5), True)
    assert desk.switches.all()
    window.compare.why.touched.emit(QPointF(0.72, 0.5), True)
    assert not desk.switches.all()
