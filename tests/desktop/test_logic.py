"""Plans, words, settings, schemes, images and the bridge, each by itself."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from core.errors import ImageUnreadable
from core.jobs import JobRunner
from core.vocabulary import OverlayKind, Segmenter, Sign
from core.wording import whole_percent
from desktop.services.job_bridge import BUG_WORDS, JobBridge, Latest
from desktop.services.tagger import Rate, TaggingPlan
from desktop.system.settings import Settings
from desktop.ui import icons, theme
from desktop.ui.look import Look
from desktop.ui.qimage import Picture, to_qimage
from desktop.ui.words import STATUS_SIGNS, count, duration

PHOTOS = [Path(f"{n}.jpg") for n in range(20)]


def test_plan_hands_out_each_photo_once_and_passes_over_what_is_done() -> None:
    plan = TaggingPlan()
    plan.add(PHOTOS)
    plan.add(PHOTOS)
    assert plan.note([PHOTOS[1], Path("stranger.jpg")]) == [PHOTOS[1]]
    assert plan.note([PHOTOS[1]]) == []
    assert plan.take(3) == [PHOTOS[0], PHOTOS[2], PHOTOS[3]]
    plan.note(plan.take(100))
    assert (plan.done, plan.total, plan.finished) == (17, 20, False)


def test_rate_says_what_the_sketch_says() -> None:
    rate = Rate(1204, 2014, 38.4, 21.2)
    assert rate.words() == "Tagging 1,204 of 2,014     38/s     21 s left"
    assert Rate(0, 0, None, None).share == 0


@pytest.mark.parametrize(
    ("probability", "said"),
    [(1.0, "100 %"), (0.999, "> 99 %"), (0.71, "71 %"), (0.001, "< 1 %"), (0.0, "0 %")],
)
def test_percent_never_claims_certainty(probability: float, said: str) -> None:
    assert whole_percent(probability) == said


def test_counts_and_times_in_words() -> None:
    assert (count(1, "photo"), count(2014, "photo")) == ("1 photo", "2,014 photos")
    assert (duration(0.2), duration(60), duration(7830)) == ("1 s", "60 s", "2 h 10 min")


@given(
    st.builds(
        Look,
        kind=st.sampled_from(OverlayKind),
        sign=st.sampled_from(Sign),
        segmenter=st.sampled_from(Segmenter),
        top=st.integers(1, 20),
        opacity=st.floats(0.1, 1),
        boundaries=st.booleans(),
        samples=st.sampled_from([256, 4096]),
        until_stable=st.booleans(),
    )
)
def test_look_comes_back_as_it_was(look: Look) -> None:
    from desktop.system.settings import _read_look, _written_look

    assert _read_look(_written_look(look)) == look


BROKEN = [
    "",
    "top=many;opacity=",
    "nonsense",
    "sign=sideways;top=99",
    "segmenter=voronoi",
    "top=99",
]


@pytest.mark.parametrize("stored", BROKEN)
def test_broken_look_gives_the_default(tmp_path: Path, stored: str) -> None:
    settings = Settings(tmp_path / "s.ini")
    settings._store.setValue("choices/look", stored)
    assert settings.look == Look()


def test_recent_folders_are_few_and_the_latest_first(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.ini")
    for n in range(12):
        settings.note_folder(Path(f"/shop/{n}"))
    settings.note_folder(Path("/shop/7"))
    assert settings.recent_folders[:2] == [Path("/shop/7"), Path("/shop/11")]
    assert len(settings.recent_folders) == 8


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("ground", ["window", "panel", "base"])
def test_text_can_be_read_on_every_ground(dark: bool, ground: str) -> None:
    colours = theme.tokens(dark)
    for name in ("text", "muted", "known", "uncertain", "unknown", "error", "waiting"):
        pair = sorted((luminance(colours[name]), luminance(colours[ground])))
        assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5, name


@pytest.mark.parametrize("dark", [False, True])
def test_style_sheet_is_filled_in_wholly(dark: bool) -> None:
    sheet = theme.style_sheet(theme.tokens(dark))
    assert "$" not in sheet
    files = [Path(name) for name in re.findall(r"url\((.*?)\)", sheet)]
    assert files
    assert all(file.is_file() for file in files)


def test_scheme_can_be_chosen(qapp) -> None:  # noqa: ANN001
    theme.current().choose(theme.DARK)
    assert theme.current().tokens is theme.tokens(True)
    theme.current().choose("sepia")
    assert theme.current().choice == theme.DARK


def test_every_status_has_a_shape_of_its_own(qapp) -> None:  # noqa: ANN001
    shapes = {word.icon for word in STATUS_SIGNS.values()}
    assert len(shapes) == len(STATUS_SIGNS)
    for shape in shapes:
        image = icons.icon(shape).pixmap(24, 24).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24))


def test_the_program_s_icon_is_a_tag_on_a_ground(qapp) -> None:  # noqa: ANN001
    image = icons.application_icon().pixmap(256, 256).toImage()
    ground, tag = image.pixelColor(60, 60), image.pixelColor(190, 90)
    assert tag == QColor("white")
    assert ground.green() > 2 * ground.red()  # the tag's corners are cut, not a square of white
    assert image.pixelColor(1, 1).alpha() == 0


@pytest.mark.parametrize("width", [1, 7, 300])
def test_qimage_has_the_pixels_and_owns_them(width: int) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (5, width, 3), dtype=np.uint8)
    image = to_qimage(pixels[:, ::-1])
    colour = image.pixelColor(0, 3)
    assert (colour.red(), colour.green(), colour.blue()) == tuple(pixels[3, -1])


def test_picture_gives_the_smallest_level_that_is_sharp() -> None:
    picture = Picture(to_qimage(np.zeros((1200, 1600, 3), np.uint8)), (2400, 3200))
    assert [level.width() for level in picture.levels] == [1600, 800, 400]
    assert [picture.level_for(w).width() for w in (5000, 1600, 801, 800, 90)] == [
        1600, 1600, 1600, 800, 400,
    ]  # fmt: skip


def test_only_the_newest_job_is_heard(qtbot: QtBot) -> None:
    bridge, runner, heard = JobBridge(), JobRunner("newest"), []
    latest = Latest(bridge, runner)
    go = threading.Event()

    def first(token, tell):  # noqa: ANN001, ANN202
        tell("early")
        go.wait(5)
        return "stale"

    latest.start(first, done=heard.append, progress=heard.append)
    latest.start(lambda token, tell: "fresh", done=heard.append)
    go.set()
    qtbot.waitUntil(lambda: heard == ["fresh"], timeout=5000)
    assert not latest.running
    runner.close()


def test_failures_arrive_as_sentences(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    bridge, runner, heard = JobBridge(), JobRunner("failures"), []

    def unreadable(token, tell):  # noqa: ANN001, ANN202
        raise ImageUnreadable(Path("a.jpg"), "empty file")

    def buggy(token, tell):  # noqa: ANN001, ANN202
        raise KeyError("x")

    for work in (unreadable, buggy):
        bridge.start(runner, work, done=heard.append, failed=heard.append)
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=5000)
    assert heard == ["a.jpg: empty file", BUG_WORDS]
    runner.close()
