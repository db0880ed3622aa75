"""Parts of the program that work without the rest, each with its real neighbours."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.entities import Explanation
from core.explain import lime
from core.inference.classifier import Classifier
from core.inference.model_pack import Pack
from desktop.services.current_network import CurrentNetwork
from desktop.services.current_photo import CurrentPhoto
from desktop.services.job_bridge import JobBridge
from desktop.services.overlay_painter import settings_of
from desktop.services.picture_loader import PictureLoader, Shown, load
from desktop.services.review.review_desk import ReviewDesk
from desktop.services.workers import Workers
from desktop.system.settings import Settings
from desktop.ui.look import Look
from desktop.window.main_window import MainWindow
from tests.window import WAIT_MS

QUICK = Look(samples=256, until_stable=False)
"""Explanations that are ready at once."""


@pytest.fixture
def bridge(qtbot: QtBot) -> JobBridge:
    """What brings results to the test's thread."""
    return JobBridge()


@pytest.fixture
def workers(bridge: JobBridge) -> Iterator[Workers]:
    """The threads behind the window."""
    made = Workers()
    yield made
    bridge.close()
    made.close()


@pytest.fixture
def network(qtbot: QtBot, bridge: JobBridge, workers: Workers, tiny_pack: Pack) -> CurrentNetwork:
    """The small network, opened."""
    made = CurrentNetwork(bridge, workers.engine)
    with qtbot.waitSignal(made.network_ready, timeout=WAIT_MS):
        made.open(tiny_pack.folder)
    return made


@pytest.fixture
def desk(bridge: JobBridge, workers: Workers, network: CurrentNetwork) -> Iterator[ReviewDesk]:
    """A desk on which no review lies yet."""
    made = ReviewDesk(bridge, workers.review, workers.scans, network)
    yield made
    made.close()
    bridge.close()
    workers.close()
    made.release()


@pytest.fixture
def reviewed(qtbot: QtBot, desk: ReviewDesk, products: Path) -> ReviewDesk:
    """The desk with the products' review open, its photos found and not yet tagged."""
    with qtbot.waitSignal(desk.loaded, timeout=WAIT_MS):
        desk.open(products, "ana")
    assert desk.shared is not None
    desk.shared.register(sorted(products.rglob("*.png")))
    return desk


@pytest.fixture
def current_photo(bridge: JobBridge, workers: Workers, network: CurrentNetwork) -> CurrentPhoto:
    """Nothing is looked at yet."""
    pictures = PictureLoader(bridge, workers.views)
    return CurrentPhoto(bridge, pictures, workers.engine, workers.painters, network, QUICK)


@pytest.fixture
def look_at(qtbot: QtBot, current_photo: CurrentPhoto) -> Callable[[Path], CurrentPhoto]:
    """`look_at(path)`: waits until the photo is explained."""

    def ready() -> bool:
        return current_photo.explanation is not None and current_photo.explanation.final

    def look(path: Path) -> CurrentPhoto:
        current_photo.choose(path)
        qtbot.waitUntil(ready, timeout=WAIT_MS)
        return current_photo

    return look


@pytest.fixture
def blue(products: Path) -> Path:
    """A blue product."""
    return products / "a" / "blue.png"


@pytest.fixture(scope="session")
def classifier(tiny_pack: Pack) -> Classifier:
    """The small network for tests that need no threads."""
    return Classifier.open(tiny_pack.folder)


@pytest.fixture
def shown(qapp: object, blue: Path) -> Shown:
    """The blue product, decoded."""
    return load(blue)


@pytest.fixture
def explanation(classifier: Classifier, shown: Shown) -> Explanation:
    """Why it is blue."""
    prediction = classifier.classify(shown.photo)
    return lime.explain(classifier, shown.photo, prediction, settings_of(QUICK))


@pytest.fixture
def main_window(qtbot: QtBot, settings: Settings) -> MainWindow:
    """The window with nothing behind it."""
    made = MainWindow(settings)
    qtbot.addWidget(made)
    return made
