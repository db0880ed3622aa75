"""The network in force: known before it is told of, and told of to all before what follows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.inference.model_pack import Pack
from core.jobs import JobRunner
from desktop.services.current_network import CurrentNetwork
from desktop.services.job_bridge import JobBridge
from tests.window import (
    WAIT_MS,
)


@pytest.fixture
def network(qtbot: QtBot) -> Iterator[CurrentNetwork]:
    """A network that is still to be opened."""
    bridge, engine = JobBridge(), JobRunner("engine")
    yield CurrentNetwork(bridge, engine)
    bridge.close()
    engine.close()


def test_who_is_told_of_a_network_finds_it_in_force_whatever_the_order(
    qtbot: QtBot, network: CurrentNetwork, tiny_pack: Pack, quantised_pack: Pack
) -> None:
    told: list[tuple[str, str]] = []

    def note(who: str) -> None:
        assert network.pack is not None
        told.append((who, network.pack.sha256))

    network.network_switched.connect(lambda: note("follows"))
    network.network_ready.connect(lambda _: note("first"))
    network.network_ready.connect(lambda _: note("second"))
    with qtbot.waitSignal(network.network_ready, timeout=WAIT_MS):
        network.open(tiny_pack.folder)
    assert told == [("first", tiny_pack.sha256), ("second", tiny_pack.sha256)]
    told.clear()
    with qtbot.waitSignal(network.network_switched, timeout=WAIT_MS):
        network.switch(quantised_pack.folder)
    assert [who for who, _ in told] == ["first", "second", "follows"]
    assert {sha256 for _, sha256 in told} == {quantised_pack.sha256}


def test_a_network_that_cannot_be_opened_leaves_the_present_one(
    qtbot: QtBot, network: CurrentNetwork, tiny_pack: Pack, tmp_path: Path
) -> None:
    with qtbot.waitSignal(network.network_ready, timeout=WAIT_MS):
        network.open(tiny_pack.folder)
    with qtbot.waitSignal(network.switch_failed, timeout=WAIT_MS) as failure:
        network.switch(tmp_path / "no-pack")
    assert "no-pack" in failure.args[0]
    assert network.pack is not None
    assert (network.pack.sha256, network.problem) == (tiny_pack.sha256, "")


def test_without_a_network_the_problem_stands_until_another_is_opened(
    qtbot: QtBot, network: CurrentNetwork, tiny_pack: Pack, tmp_path: Path
) -> None:
    seen: list[str] = []
    network.network_missing.connect(lambda _: seen.append(network.problem))
    with qtbot.waitSignal(network.network_missing, timeout=WAIT_MS) as missing:
        network.open(tmp_path / "no-pack")
    assert seen == [missing.args[0]]
    assert network.classifier is None
    with qtbot.waitSignal(network.network_switched, timeout=WAIT_MS):
        network.switch(tiny_pack.folder)
    assert network.problem == ""


def test_classes_that_are_chosen_outlast_the_network(
    qtbot: QtBot, network: CurrentNetwork, tiny_pack: Pack, quantised_pack: Pack
) -> None:
    few, told = ("Blue", "Red"), []
    network.network_ready.connect(lambda classifier: told.append(classifier.pack.choice.names))
    network.choose(few)
    with qtbot.waitSignal(network.network_ready, timeout=WAIT_MS):
        network.open(tiny_pack.folder)
    network.choose(few)
    with qtbot.waitSignal(network.network_switched, timeout=WAIT_MS):
        network.switch(quantised_pack.folder)
    network.choose(("Blue", "Slate"))
    network.choose(())
    assert told == [few, few, ()], "told once of each; a network that lacks one answers with all"
