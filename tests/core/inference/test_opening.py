import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.errors import PackError
from core.inference.card import InputSpec, UnknownRule
from core.inference.model_pack import Pack
from core.inference.opening import open_engine
from core.inference.trial import remember
from core.vocabulary import EngineKind
from tests.packs import LABELS


def with_card(pack: Pack, **changes: object) -> Pack:
    return replace(pack, card=replace(pack.card, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", EngineKind)
def test_the_engine_that_the_card_names_answers(
    kind: EngineKind, tiny_pack: Pack, onnx_pack: Pack
) -> None:
    pack = onnx_pack if kind is EngineKind.ONNX else tiny_pack
    engine = open_engine(with_card(pack, engine=kind))
    assert type(engine).__module__ == f"core.inference.{kind}_engine"


@pytest.mark.parametrize(
    ("changes", "cause"),
    [
        ({"input": InputSpec(64)}, "sees 32 px, the card says 64 px"),
        ({"labels": LABELS[:4], "families": ()}, "answers 5 classes, the card names 4"),
        ({"unknown": UnknownRule("mahalanobis")}, "'mahalanobis' does not fit the network"),
        (
            {"unknown": UnknownRule("combined", parameters={"parts": [{"method": "energy"}]})},
            "'combined' does not fit the network",
        ),
    ],
)
def test_a_network_that_does_not_fit_its_card_is_refused(
    tiny_pack: Pack, changes: dict[str, object], cause: str
) -> None:
    with pytest.raises(PackError, match=cause):
        open_engine(with_card(tiny_pack, **changes))


def test_class_weights_of_another_network_are_refused(tiny_pack: Pack) -> None:
    other = replace(tiny_pack, class_weights=np.ones((7, len(LABELS)), np.float32))
    with pytest.raises(PackError, match="has 16 features, the class weights 7"):
        open_engine(other)


def test_a_network_file_that_is_none_is_refused(tiny_pack: Pack, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(tiny_pack.folder, tmp_path / "copy"))
    (folder / "network.tflite").write_bytes(b"nothing")
    files = tiny_pack.card.files | {"network.tflite": hashlib.sha256(b"nothing").hexdigest()}
    with pytest.raises(PackError, match="not a network that LiteRT can run"):
        open_engine(replace(with_card(tiny_pack, files=files), folder=folder))


@pytest.mark.parametrize("kind", EngineKind)
def test_what_answers_is_what_was_checked(
    kind: EngineKind, tiny_pack: Pack, onnx_pack: Pack, tmp_path: Path
) -> None:
    """Another network that works takes the file's place once the pack is opened, and tried."""
    given = onnx_pack if kind is EngineKind.ONNX else tiny_pack
    folder = Path(shutil.copytree(given.folder, tmp_path / "copy"))
    pack = replace(with_card(given, engine=kind), folder=folder)
    remember(pack)
    content = pack.network.read_bytes()
    pack.network.write_bytes(content + b"\0")  # which no engine minds
    with pytest.raises(PackError, match="changed since the pack was written"):
        open_engine(pack)
    pack.network.write_bytes(content)
    open_engine(pack)


def test_a_rule_that_comes_to_no_number_is_refused(tiny_pack: Pack) -> None:
    part = {"method": "energy", "weight": 1, "centre": 0, "spread": 0}
    rule = UnknownRule("combined", parameters={"parts": [part]})
    with np.errstate(all="ignore"), pytest.raises(PackError, match="number that is not finite"):
        open_engine(with_card(tiny_pack, unknown=rule))
    rule = UnknownRule("combined", parameters={"parts": [{**part, "weight": 10**400}]})
    with np.errstate(all="ignore"), pytest.raises(PackError, match="does not fit the network"):
        open_engine(with_card(tiny_pack, unknown=rule))
