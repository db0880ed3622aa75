"""All services are there, each alone, and end with their workers."""

from __future__ import annotations

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from core.review.views import NOTHING_ASKED
from desktop.services.everything import Services
from desktop.services.job_bridge import JobBridge
from desktop.ui.look import Look


def test_services_begin_with_nothing_open(qtbot: QtBot) -> None:
    parent = QObject()
    services = Services(parent, JobBridge(parent), Look())
    assert services.desk.shared is None
    assert services.narrowing.filter == NOTHING_ASKED
    assert not len(services.scan.index)
    services._bridge.close()
    services._workers.close()
    services.features.close()
    services.desk.release()
