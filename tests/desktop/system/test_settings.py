"""What the window remembers comes back as it was."""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from core.review.assumptions import Assumptions
from core.vocabulary import Fill, Mode, OverlayKind, Segmenter, Sign
from desktop.system.settings import Settings
from desktop.ui import theme
from desktop.ui.language import SYSTEM, languages
from desktop.ui.look import Look

COPIES = count()
WRITTEN = st.text(st.sampled_from("aZ09 äß@%;,=\\\"'/[]{}:#&\n\tシ😀"), max_size=12)
"""Of characters that mean something in an INI file, and some beyond ASCII."""


def again(settings: Settings) -> Settings:
    """What the next start finds: from a copy, since Qt remembers what a file of that name held."""
    settings.flush()
    written = Path(settings._store.fileName())
    return Settings(shutil.copy(written, written.with_suffix(f".{next(COPIES)}.ini")))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that every example of a law writes anew."""
    return tmp_path_factory.mktemp("settings") / "s.ini"


@examples(max_examples=30)  # each is written to disk
@given(
    name=WRITTEN.filter(bool),
    exported=WRITTEN,
    folder=WRITTEN.filter(bool),
    scheme=st.sampled_from(theme.CHOICES),
    language=st.sampled_from([SYSTEM, *languages()]),
    yes=st.booleans(),
)
def test_choices_come_back_at_the_next_start(
    file: Path, name: str, exported: str, folder: str, scheme: str, language: str, yes: bool
) -> None:
    settings = Settings(file)
    settings.reviewer, settings.export_choices = name, exported
    settings.export_folder = Path("/shop", folder)
    settings.scheme, settings.language = scheme, language
    settings.subfolders, settings.knows_keys = yes, not yes
    found = again(settings)
    assert (found.reviewer, found.export_choices) == (name, exported)
    assert found.export_folder == Path("/shop", folder)
    assert (found.scheme, found.language) == (scheme, language)
    assert (found.subfolders, found.knows_keys) == (yes, not yes)


@examples(max_examples=30)
@given(st.dictionaries(WRITTEN, WRITTEN, max_size=4))
def test_chosen_keys_come_back_at_the_next_start(file: Path, keys: dict[str, str]) -> None:
    settings = Settings(file)
    settings.keys = keys
    assert again(settings).keys == keys


@pytest.mark.parametrize("stored", ["", "{", "[1, 2]", "7", "null"])
def test_broken_keys_give_the_usual_ones(settings: Settings, stored: str) -> None:
    settings._store.setValue("choices/keys", stored)
    assert settings.keys == {}


def test_nothing_chosen_is_as_usual(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setenv("LOGNAME", "ines")
    assert settings.reviewer == "ines"
    assert (settings.look, settings.keys, settings.recent_folders) == (Look(), {}, [])
    assert (settings.scheme, settings.language) == (theme.SYSTEM, SYSTEM)
    assert settings.subfolders
    assert not settings.knows_keys
    assert settings.export_folder == home


def test_the_reviewer_is_called_as_at_the_computer_until_another_name_is_given(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "Grace")
    assert settings.reviewer == "Grace"
    settings.reviewer = "Ada"
    assert settings.reviewer == "Ada"


@examples(max_examples=30)
@given(st.lists(WRITTEN.filter(bool), min_size=1, max_size=3, unique=True))
def test_folders_come_back_whatever_they_are_called(file: Path, names: list[str]) -> None:
    file.unlink(missing_ok=True)
    settings = Settings(file)
    folders = [Path("/shop", f"{name}.d") for name in names]
    for folder in folders:
        settings.note_folder(folder)
    assert again(settings).recent_folders == [*dict.fromkeys(reversed(folders))]


def window(qtbot: QtBot) -> tuple[QWidget, QSplitter]:
    made = QWidget()
    qtbot.addWidget(made)
    splitter = QSplitter(Qt.Orientation.Horizontal, made)
    splitter.addWidget(QLabel("a"))
    splitter.addWidget(QLabel("b"))
    splitter.resize(400, 100)
    made.show()
    return made, splitter


def test_window_and_its_divisions_come_back(qtbot: QtBot, settings: Settings) -> None:
    one, halves = window(qtbot)
    assert not settings.restore_window(one, {"panes": halves})
    one.setGeometry(60, 70, 500, 300)
    halves.setSizes([100, 299])
    settings.save_window(one, {"panes": halves})
    other, others = window(qtbot)
    assert again(settings).restore_window(other, {"panes": others})
    assert other.geometry() == one.geometry()
    assert others.sizes() == halves.sizes()
    assert others.handleWidth() == 1


@given(
    st.builds(
        Look,
        kind=st.sampled_from(OverlayKind),
        sign=st.sampled_from(Sign),
        segmenter=st.sampled_from(Segmenter),
        top=st.integers(1, 20),
        opacity=st.floats(0.1, 1),
        boundaries=st.booleans(),
        background=st.booleans(),
        samples=st.sampled_from([256, 4096]),
        until_stable=st.booleans(),
    )
)
def test_look_comes_back_as_it_was(look: Look) -> None:
    from desktop.system.settings import _read_look, _written_look

    assert _read_look(_written_look(look)) == look


def test_only_what_was_chosen_is_kept() -> None:
    """Whoever chose nothing has the usual way of the next version as well."""
    from desktop.system.settings import _written_look

    assert _written_look(Look()) == ""
    assert _written_look(Look(seed=7, top=3)) == "top=3;seed=7"


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


def test_every_choice_outlives_the_program(tmp_path: Path) -> None:
    look = Look(fill=Fill.COLOUR, fill_colour="#ffcc00", kernel_width=0.4, seed=7, mode=Mode.DIM)
    settings = Settings(tmp_path / "s.ini")
    settings.look = look
    assert again(settings).look == look


def test_what_a_summary_assumes_outlives_the_program(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.ini")
    assert settings.assumptions == Assumptions()
    settings.assumptions = Assumptions(30, 0.5, "CHF")
    assert again(settings).assumptions == Assumptions(30, 0.5, "CHF")


@pytest.mark.parametrize(
    "stored", ["", "[]", '{"wage": 3}', '{"currency": "XXX"}', '{"seconds_per_photo": 0}']
)
def test_broken_assumptions_are_the_usual_ones(tmp_path: Path, stored: str) -> None:
    settings = Settings(tmp_path / "s.ini")
    settings._store.setValue("choices/assumptions", stored)
    assert settings.assumptions == Assumptions()


def test_presets_of_columns_outlive_the_program_and_broken_ones_do_not(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.ini")
    settings.column_presets = {"Kurz & bündig": ("tag", "path")}
    assert again(settings).column_presets == {"Kurz & bündig": ("tag", "path")}
    settings._store.setValue("choices/columns", '{"a": ["pfad"], "b": 3, "c": ["tag"], "d": [1]}')
    assert settings.column_presets == {"c": ("tag",)}
    settings._store.setValue("choices/columns", "nonsense")
    assert settings.column_presets == {}


def test_a_folder_is_remembered_once_as_it_was_named_last(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.places.key", lambda path: str(path).casefold())
    for name in ("/Photos", "/other", "/photos"):
        settings.note_folder(Path(name))
    assert settings.recent_folders == [Path("/photos"), Path("/other")]
