"""A widget for parts of the window to stand in."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


@pytest.fixture
def place(qtbot: QtBot) -> QWidget:
    """An empty widget."""
    made = QWidget()
    qtbot.addWidget(made)
    return made
