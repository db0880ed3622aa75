"""What every test gets: no screen, no network, a home of its own, and photos drawn on the spot."""

import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from desktop.system.login_name import login_name

# Before anything starts Qt, and before matplotlib looks for a place for its font list.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
if sys.platform == "win32":  # where Qt without a screen asks nobody for fonts
    os.environ["QT_QPA_FONTDIR"] = str(Path(__file__).parents[1] / "resources" / "fonts")
os.environ.setdefault(
    "MPLCONFIGDIR", str(Path(tempfile.gettempdir(), f"tagproof-tests-{login_name()}"))
)

import hypothesis
import numpy as np
import pytest
from PIL import Image, ImageDraw

from core import ending
from core.entities import Pixels
from tests import own_home
from tests.onnx_networks import onnx_network, onnx_pack  # noqa: F401 - fixtures
from tests.packs import built_in_kernels, quantised_pack, tiny_network, tiny_pack  # noqa: F401 - fixtures

pytest.register_assert_rewrite("tests.window", "tests.window_parts")

NOBODY = 65534
OUTLINE = [(3, 1), (7, 1), (9.5, 4), (8, 5), (7, 4), (7, 9), (3, 9), (3, 4), (2, 5), (0.5, 4)]
"""Of a shirt, in tenths of the picture."""

hypothesis.settings.register_profile("steady", deadline=None, database=None, derandomize=True)
hypothesis.settings.load_profile("steady")


@pytest.fixture(autouse=True)
def home(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """An empty home folder; nothing a test does touches the developer's own."""
    folder = tmp_path_factory.mktemp("home")
    for name, value in own_home.variables(folder).items():
        monkeypatch.setenv(name, value)
    yield folder
    touched = own_home.GUARD.touched.copy()
    own_home.GUARD.touched.clear()
    assert touched == []


@pytest.fixture(autouse=True)
def _nothing_asked() -> Iterator[None]:
    """A request to end that a test has raised ends no other test, nor their whole run."""
    yield
    with ending.in_order():
        pass


@pytest.fixture(scope="session", autouse=True)
def tried_networks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What ran in a process of its own is remembered by all tests, whatever their home."""
    folder = tmp_path_factory.mktemp("tried-networks")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("core.inference.trial._folder", lambda: folder)
        yield folder


@pytest.fixture
def tried_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Networks to be imported run here at once: TensorFlow takes five seconds in each process."""
    monkeypatch.setattr("core.inference.import_model.try_candidate", lambda network, *_: network)


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """The class of the application object that pytest-qt makes: the program's own."""
    from desktop.system.application import Application

    return Application


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any way out but a local Unix socket fails the test that takes it."""

    def refuse(*_: Any, **__: Any) -> NoReturn:
        raise AssertionError("the program reached for the network")

    def guard(name: str) -> None:
        original = getattr(socket.socket, name)

        def guarded(self: socket.socket, *args: Any) -> Any:
            if self.family != getattr(socket, "AF_UNIX", None):
                refuse()
            return original(self, *args)

        monkeypatch.setattr(socket.socket, name, guarded)

    for name in ("connect", "connect_ex", "sendto"):
        guard(name)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder whose rights bind us even where the tests run as root: we are nobody meanwhile."""
    if not hasattr(os, "geteuid"):
        pytest.skip("rights by mode are Unix's")
    folder = Path(tempfile.mkdtemp(prefix="tagproof-"))
    is_root = os.geteuid() == 0
    if is_root:
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    try:
        yield folder
    finally:
        if is_root:
            os.seteuid(0)
        for below in (folder, *folder.rglob("*")):
            if below.is_dir() and not below.is_symlink():
                below.chmod(0o700)
        shutil.rmtree(folder)


def draw_product(height: int = 80, width: int = 60, seed: int = 0) -> Pixels:
    """A coloured garment of a kind, with a print on its chest, on white paper."""
    shades = np.random.default_rng(seed)
    cloth, print_ = (tuple(int(v) for v in shades.integers(0, 200, 3)) for _ in range(2))
    picture = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(picture)
    x, y = width / 10, height / 10
    pen.polygon(
        [(x * column, y * row) for column, row in OUTLINE],
        fill=cloth,
    )
    pen.ellipse((4 * x, 3 * y, 6 * x, 5 * y), fill=print_)
    return np.asarray(picture)


@pytest.fixture
def product() -> Callable[..., Pixels]:
    """`draw_product(height, width, seed)`: gives (height, width, 3) uint8 RGB."""
    return draw_product


@pytest.fixture
def photo_file(tmp_path: Path) -> Callable[..., Path]:
    """`photo_file(name, height, width, seed)`: draws a product into a file below tmp_path."""

    def make(name: str = "shirt.jpg", height: int = 80, width: int = 60, seed: int = 0) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(draw_product(height, width, seed)).save(path)
        return path

    return make


@pytest.fixture
def photo_folder(photo_file: Callable[..., Path]) -> Path:
    """A folder of six different photos, item0.jpg to item5.jpg."""
    photos = [photo_file(f"photos/item{n}.jpg", seed=n) for n in range(6)]
    return photos[0].parent
