"""What a run learns from, read from tables and counted."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("tensorflow")

from core.errors import AppError
from model.data.dataset import Example
from model.data.pictures import Pictures
from model.training.contenders import CONTENDERS, Budget
from model.training.mixture import (
    hold_out,
    is_taught,
    judged_rows,
    learnt_rows,
    read_mixture,
    strength_of,
)
from model.training.run import Settings

CLASSES = ("Caps", "Ties")


def settings(data: Path, shops: Path | None = None, **more: object) -> Settings:
    budget = Budget(str(data), None, None, 1, 32, None, "test", 8, 1e-3, "float32", 1)
    plain = budget.settings(CONTENDERS[0], "32x1")
    told = {name: getattr(plain, name) for name in Settings.__slots__}
    return Settings(**told | {"shops": str(shops) if shops else None} | more)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "styles.csv").write_text("id,articleType,name\n1,Caps,a\n2,Ties,b\n3,Caps,c\n")
    (tmp_path / "shops").mkdir()
    rows = ["image,source,accepted,view,split"]
    for source, count in (("large", 8), ("small", 2)):
        rows += [f"{source}{n}.jpg,{source},Caps;Ties,product,train" for n in range(count)]
    rows += ["sole.jpg,small,Ties,detail,train", "food.jpg,small,other:food,,train"]
    rows += ["kept.jpg,kept,Caps,,train", "test.jpg,far,Caps,,test"]
    for row in rows[1:]:
        (tmp_path / "shops" / row.split(",")[0]).touch()
    (tmp_path / "shops.csv").write_text("\n".join(rows))
    return tmp_path


def pictures(examples: list[Example]) -> Pictures:
    held = np.array([e.path.stem == "3" for e in examples])
    return Pictures(examples, np.zeros((len(examples), 1, 1, 3), np.uint8), held)


def test_shops_are_learnt_from_by_the_root_of_their_size(data: Path) -> None:
    chosen = settings(data, data / "shops.csv", held_sources=("kept",))
    seen = hold_out(pictures(read_mixture(chosen, CLASSES)), chosen.held_sources)
    shown = Counter(seen.examples[row].source for row in learnt_rows(seen, chosen))
    # large: 8 photos once; small: 4 photos, half as many, round(sqrt 2) times; 2 of the catalog
    assert shown == {"large": 8, "small": 4, "": 2}
    often = settings(data, data / "shops.csv", held_sources=("kept",), shops_repeats=3)
    shown = Counter(seen.examples[row].source for row in learnt_rows(seen, often))
    assert shown == {"large": 24, "small": 16, "": 2}


def test_close_ups_and_other_things_are_no_class(data: Path) -> None:
    examples = {e.path.stem: e for e in read_mixture(settings(data, data / "shops.csv"), CLASSES)}
    assert examples["sole"].accepted == ("other:detail",)
    assert examples["food"].accepted == ("other:food",)
    assert "test" not in examples


def test_a_shop_held_out_judges_and_is_not_learnt_from(data: Path) -> None:
    chosen = settings(data, data / "shops.csv", held_sources=("kept", "small"))
    seen = hold_out(pictures(read_mixture(chosen, CLASSES)), chosen.held_sources)
    judged = {k: {seen.examples[r].path.stem for r in v} for k, v in judged_rows(seen).items()}
    assert judged == {"train": {"3"}, "shops": {"kept", "small0", "small1"}}
    learnt = {seen.examples[row].source for row in learnt_rows(seen, chosen)}
    assert learnt == {"", "large"}


def test_composites_are_learnt_from_and_judge_nothing(data: Path) -> None:
    (data / "composites.csv").write_text("image,accepted\n3,Caps;Ties\n")
    chosen = settings(data, composites=str(data / "composites.csv"))
    seen = hold_out(pictures(read_mixture(chosen, CLASSES)), ())
    assert seen.examples[-1].path == data / "composites" / "3.jpg"
    assert len(seen.examples) - 1 in learnt_rows(seen, chosen)
    assert set(judged_rows(seen)) == {"train"}


def test_the_teacher_is_silent_on_other_shops(data: Path) -> None:
    examples = read_mixture(settings(data, data / "shops.csv"), CLASSES)
    assert [e.source == "" for e in examples] == (is_taught(examples)[:, 0] == 1).tolist()


def test_corners_are_hidden_where_other_shops_are_learnt(data: Path) -> None:
    assert strength_of(settings(data)).corner == 0
    assert strength_of(settings(data, data / "shops.csv")).corner > 0


def test_without_other_shops_all_is_as_before(data: Path) -> None:
    seen = pictures(read_mixture(settings(data), CLASSES))
    assert hold_out(seen, ()).held_out.tolist() == seen.held_out.tolist()
    assert learnt_rows(seen, settings(data)).tolist() == [0, 1]


def test_an_unknown_source_is_refused(data: Path) -> None:
    chosen = settings(data, data / "shops.csv", held_sources=("far",))
    with pytest.raises(AppError, match="no photo to learn from is of source far"):
        read_mixture(chosen, CLASSES)


def test_settings_of_older_runs_are_read(data: Path) -> None:
    told = {name: getattr(settings(data), name) for name in Settings.__slots__}
    for late in ("shops", "shops_repeats", "held_sources", "composites"):
        del told[late]
    told["partial"], told["classes"] = list(told["partial"]), ["Caps"]
    assert Settings.recorded(told) == settings(data)
