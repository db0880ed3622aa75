import os
import threading

import numpy as np
import pytest

from core.inference import litert_network
from core.inference.engine import copying
from core.inference.litert_engine import LiteRtEngine
from core.inference.litert_network import Network, levels_of
from core.inference.litert_parts import parted
from core.inference.model_pack import Pack
from core.vocabulary import Scaling


def test_levels_and_the_rest_answer_as_the_whole(quantised_pack: Pack) -> None:
    content = quantised_pack.network.read_bytes()
    parts = parted(content)
    assert parts is not None
    levels = levels_of(quantised_pack.network, parts.head)
    assert levels.shape == (3, 256)
    assert len(np.unique(levels)) > 100
    whole = Network(quantised_pack.network, content, 1, 1)
    rest = Network(quantised_pack.network, parts.body, 1, 1, encoded=True)
    for byte in (0, 1, 90, 254, 255):
        pictures = np.full((1, whole.size, whole.size, 3), byte, np.uint8)
        encoded = pictures.copy()
        encoded[:] = levels[:, byte]
        wanted, answer = (
            network.run(slice(0, 1), copying(given), Scaling.BYTE, Network.answer)
            for network, given in ((whole, pictures), (rest, encoded))
        )
        np.testing.assert_array_equal(answer[0], wanted[0])
        np.testing.assert_array_equal(answer[1], wanted[1])


@pytest.fixture
def nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that has opened no network yet."""
    monkeypatch.setattr(litert_network, "_SAID", threading.Event())


@pytest.mark.usefixtures("nothing_said")
def test_litert_tells_stderr_nothing(tiny_pack: Pack, capfd: pytest.CaptureFixture[str]) -> None:
    LiteRtEngine(tiny_pack.network)
    os.write(2, b"heard")
    assert capfd.readouterr().err == "heard"


@pytest.mark.usefixtures("nothing_said")
def test_two_that_are_opened_at_once_leave_stderr_as_it_was(
    capfd: pytest.CaptureFixture[str],
) -> None:
    hushed, let, over = threading.Event(), threading.Event(), threading.Event()

    def first() -> None:
        with litert_network._without_stderr():
            hushed.set()
            let.wait(10)
        over.set()

    def second() -> None:
        hushed.wait(10)
        threading.Timer(0.1, let.set).start()  # while this one waits, or has looked too early
        with litert_network._without_stderr():
            over.wait(10)

    threads = [threading.Thread(target=one) for one in (first, second)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    os.write(2, b"heard")
    assert capfd.readouterr().err == "heard"


def test_what_others_say_while_a_further_network_is_opened_is_heard(
    tiny_pack: Pack, capfd: pytest.CaptureFixture[str]
) -> None:
    LiteRtEngine(tiny_pack.network)
    with litert_network._hushed():
        os.write(2, b"heard")
    assert capfd.readouterr().err == "heard"
