from pathlib import Path

from model.data.nonproducts import GROUPS, write_nonproducts


def test_nonproducts_are_many_kinds_and_the_same_each_time(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first, again = (write_nonproducts(tmp_path / name, per_group=2) for name in "ab")
    assert {e.accepted[0] for e in first} == set(GROUPS)
    assert len(first) == 2 * len(GROUPS)
    contents = [example.path.read_bytes() for example in first]
    assert len(set(contents)) == len(contents)
    assert contents == [example.path.read_bytes() for example in again]
