"""Photos good and bad for whole runs of the program; all drawn here."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.core.explain.conftest import classifier, photo, pixels, prediction  # noqa: F401

Draw = Callable[[Path], Path]


def draw_shirt(path: Path, colour: str = "#2b4f8c", size: tuple[int, int] = (300, 400)) -> Path:
    """Draw a plain T-shirt on white."""
    path.parent.mkdir(parents=True, exist_ok=True)
    width, height = size
    shape = [(0.3, 0.15), (0.42, 0.2), (0.58, 0.2), (0.7, 0.15), (0.92, 0.35), (0.8, 0.45)]
    shape += [(0.72, 0.38), (0.72, 0.88), (0.28, 0.88), (0.28, 0.38), (0.2, 0.45), (0.08, 0.35)]
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    draw.polygon([(x * width, y * height) for x, y in shape], fill=colour)
    draw.arc((0.42 * width, 0.12 * height, 0.58 * width, 0.26 * height), 0, 180, "black", 3)
    picture.save(path)
    return path


@pytest.fixture
def shirts(tmp_path: Path) -> Path:
    """Make a folder of good photos, one of them below, with names of many kinds."""
    folder = tmp_path / "shirts"
    draw_shirt(folder / "blue.jpg")
    draw_shirt(folder / "=red+1.png", "#b3202c")
    draw_shirt(folder / "シャツ.webp", "#444444")
    draw_shirt(folder / "two\nlines.png", "#2f7d4f")
    draw_shirt(folder / "below" / "tall.png", "#7a4b9c", (160, 480))
    return folder


@pytest.fixture
def troubles(tmp_path: Path) -> dict[str, Path]:
    """Make files that cannot be tagged, by what is wrong with them."""
    folder = tmp_path / "troubles"
    whole = draw_shirt(folder / "cut.jpg").read_bytes()
    made = {
        "cut": whole[: len(whole) // 3],
        "empty": b"",
        "text": b"this is not a picture, whatever its name says\n" * 20,
    }
    for name, content in made.items():
        (folder / f"{name}.jpg").write_bytes(content)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    return {name: folder / f"{name}.jpg" for name in made}
