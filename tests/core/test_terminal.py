"""What a batch tells on stderr, with and without a terminal."""

import errno
import io
import signal
from collections import Counter
from contextlib import suppress

import pytest

from core import ending, terminal
from core.entities import Progress
from core.terminal import CLEAR_LINE, Terminal, clock, summary
from core.vocabulary import Status


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("seconds", "told"), [(0, "0:00"), (7.4, "0:07"), (750, "12:30"), (3723, "1:02:03")]
)
def test_durations_are_told_as_clocks_show_them(seconds: float, told: str) -> None:
    assert clock(seconds) == told


def test_statuses_are_counted_in_words() -> None:
    tally = Counter({Status.KNOWN: 1200, Status.ERROR: 1})
    assert summary(tally).startswith("1,201 photos: 1,200 sure, 0 not sure,")
    assert summary(Counter({Status.ERROR: 1})).startswith("1 photo: ")
    assert summary(tally, 1201).startswith("1,201 products: 1,200 sure")
    assert summary(tally, 1000).startswith("1,000 products and 201 photos: ")


def test_a_terminal_gets_one_line_drawn_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "REDRAW_S", 0.0)
    screen = Screen()
    told = Terminal("Tagging", screen)
    told.progress(Progress(1, 4, seconds_left=30))
    told.progress(Progress(2, 4, seconds_left=20))
    lines = screen.getvalue().split(CLEAR_LINE)[1:]
    assert [line.split(" ", 1)[1] for line in lines] == [
        "Tagging 1 of 4, 0:30 left",
        "Tagging 2 of 4, 0:20 left",
    ]
    assert "\n" not in screen.getvalue()


class Old(io.TextIOWrapper):
    """A terminal that shows the letters of one code page."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("page", "bar"), [("utf-8", "████"), ("cp437", "████"), ("cp1252", "####"), ("ascii", "####")]
)
def test_the_bar_is_drawn_with_signs_that_the_terminal_has(page: str, bar: str) -> None:
    screen = Old(io.BytesIO(), encoding=page)
    Terminal("Tagging", screen).progress(Progress(4, 4))
    screen.seek(0)
    assert bar in screen.read()


def test_a_message_takes_the_bar_away_first() -> None:
    screen = Screen()
    told = Terminal("Tagging", screen)
    told.progress(Progress(1, 4))
    told.say("x.jpg: not an image")
    assert screen.getvalue().endswith(f"{CLEAR_LINE}x.jpg: not an image\n")


def test_redrawing_waits_a_moment_but_never_misses_the_end() -> None:
    screen = Screen()
    told = Terminal("Tagging", screen)
    for done in range(1, 101):
        told.progress(Progress(done, 100))
    assert screen.getvalue().count("Tagging") < 20
    assert "Tagging 100 of 100" in screen.getvalue()


def test_a_file_gets_plain_lines_and_few() -> None:
    stream = io.StringIO()
    told = Terminal("Tagging", stream)
    for done in range(1, 101):
        told.progress(Progress(done, 100, seconds_left=5))
    told.say("done")
    assert stream.getvalue().splitlines() == ["Tagging 100 of 100, 0:05 left", "done"]


def test_without_a_console_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", None)
    told = Terminal("Tagging")
    told.progress(Progress(1, 1))
    told.say("unheard")


def test_items_pass_through_while_they_are_watched() -> None:
    stream = io.StringIO()
    terminal = Terminal("Tagging", stream)
    assert list(terminal.watch("abc", 3)) == ["a", "b", "c"]
    assert "Tagging 3 of 3" in stream.getvalue()
    terminal.say_if("")
    terminal.say_if("said")
    assert stream.getvalue().endswith("said\n")


def test_a_terminal_that_is_gone_ends_no_work() -> None:
    """Closed while a command goes on under `nohup`: each word to it is an error from then on."""

    class Gone(Screen):
        def write(self, _: str) -> int:
            raise OSError(errno.EIO, "Input/output error")

    told = Terminal("Tagging", Gone())
    assert list(told.watch(range(3), 3)) == [0, 1, 2]
    told.say("a.jpg: not an image")


def test_a_request_that_was_swallowed_is_heard_at_the_next_step() -> None:
    told = Terminal("Tagging", io.StringIO(), quiet=True)
    with ending.in_order():
        told.progress(Progress(1, 3))
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        with pytest.raises(ending.Stopped):
            told.progress(Progress(2, 3))
