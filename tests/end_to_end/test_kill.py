from pathlib import Path

from benchmarks.kill.deciding import kill_once


def test_nothing_confirmed_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    kills = [kill_once(tmp_path / "kill.tagproof", seed) for seed in range(3)]
    assert [kill.fault for kill in kills] == ["", "", ""]
    assert kills[-1].entries >= kills[-1].confirmed > kills[0].confirmed > 0
