from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from core.inference.model_pack import Pack
from desktop.services.job_bridge import JobBridge
from desktop.services.services import Services
from desktop.ui.look import Look
from tests.window import WAIT_MS


def test_they_share_one_network_and_their_workers_end(qtbot: QtBot, tiny_pack: Pack) -> None:
    parent = QObject()
    bridge = JobBridge(parent)
    services = Services(bridge, Look(), parent)
    services.network.open(tiny_pack.folder)
    qtbot.waitUntil(lambda: services.network.pack is not None, timeout=WAIT_MS)
    assert services.scan.index is not None and not services.tagger.counts
    services.close()
    assert services.desk.shared is None
