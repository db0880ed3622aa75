"""What a record says it was computed from, each value of the kind and size that it can have.

A record may have been edited: what stands in it is a number or a text only once it was looked at.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from core.entities import Box, Drawn, EngineFacts, ExplainSettings
from core.errors import ReportUnreadable
from core.report.records import Record

LONGEST_TEXT: Final = 4096
"""Characters of a path, a name or a class."""
LARGEST_NUMBER: Final = 10**9
MOST_SAMPLES: Final = 1_000_000
"""That a record may have computed again; some 20 minutes."""
MOST_NAMED: Final = 1000
"""Classes that an explanation names, and photos of one product."""
LONGEST_CAUSE: Final = 200
SHA256: Final = re.compile(r"[0-9a-f]{64}")

Json = Any
"""What may stand in a record that somebody edited."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a record says it was computed from."""

    photo: str
    sha256: str
    pack: str
    pack_sha256: str
    explained: str
    settings: ExplainSettings
    measured: bool
    classes: tuple[str, ...] | None
    product: Record | None
    drawn: Drawn | None
    engines: tuple[EngineFacts | None, ...]

    @property
    def members(self) -> list[Record]:
        """The photos that its product's tag was made from; none for a photo by itself."""
        photos = self.product["photos"] if self.product else []
        return [one for one in photos if one["label"] and not one["trouble"]]


def read_asked(record: Record, path: Path) -> Asked:
    """Read what a record asks to be computed again.

    Parameters
    ----------
    record : Record
        As it stands in a file.
    path : Path
        Of this file, to be named.

    Raises
    ------
    ReportUnreadable
        It lacks something, or something in it is of another kind or size.
    """
    try:
        network, photo = _object(record["network"], "network"), _object(record["photo"], "photo")
        _number(record["segments"], "segments", least=0)
        return Asked(
            photo=_text(photo["path"], "path"),
            sha256=_sha256(photo["sha256"]),
            pack=f"{_text(network['name'], 'name')} {_text(network['version'], 'version')}",
            pack_sha256=_sha256(network["sha256"]),
            explained=_text(record["explained"], "explained"),
            settings=_settings(_object(record["parameters"], "parameters")),
            measured=_maybe(_object, record["faithfulness"], "faithfulness") is not None,
            classes=_classes(record.get("classes")),  # records of earlier versions have none
            product=_product(record.get("product")),
            drawn=_drawn(photo),
            engines=tuple(_engine(record.get(name)) for name in ("engine", "explained_by")),
        )
    except KeyError as error:
        raise ReportUnreadable(path, _not_understood(f"it lacks {error}")) from error
    except (TypeError, ValueError) as error:
        raise ReportUnreadable(path, _not_understood(str(error))) from error


def _not_understood(why: str) -> str:
    brief = why if len(why) <= LONGEST_CAUSE else why[:LONGEST_CAUSE] + "…"
    return f"a record in it cannot be understood ({brief})"


def _settings(fields: Mapping[str, Json]) -> ExplainSettings:
    """Read the settings; what of their ranges depends on nothing else, `lime` looks at."""
    for name in ("samples", "superpixels", "classes", "seed"):
        most = {"samples": MOST_SAMPLES, "seed": 2**32}.get(name, LARGEST_NUMBER)
        _number(fields.get(name, 0), name, least=0, most=most)
    _number(fields["kernel_width"], "kernel_width", kind=float)
    _text(fields.get("fill_colour", ""), "fill_colour")
    _maybe(_text, fields.get("against"), "against")
    for name in ("until_stable", "rim"):
        if not isinstance(fields.get(name, False), bool) and (name, fields[name]) != ("rim", None):
            raise TypeError(f"{name} is neither true nor false")
    labels = _texts(fields["labels"], "labels", MOST_NAMED)
    return ExplainSettings.from_fields({**fields, "labels": labels})


def _classes(found: Json) -> tuple[str, ...] | None:
    return None if found is None else _texts(found, "classes", LARGEST_NUMBER)


def _drawn(photo: Mapping[str, Json]) -> Drawn | None:
    """Read the box around the item; records of earlier versions have none."""
    sides = photo.get("box")
    if sides is None:
        return None
    if not isinstance(sides, list) or len(sides) != 4:
        raise TypeError("box is not left, top, width and height")
    for side in sides:
        _number(side, "box", least=0)
    return Drawn(Box(*sides), _sha256(photo["sha256"]))


def _engine(found: Json) -> EngineFacts | None:
    """Read what answered; records of earlier versions say nothing of it."""
    if found is None:
        return None
    facts = _object(found, "engine")
    return EngineFacts(*(_text(facts[name], name) for name in ("name", "version", "kernels")))


def _product(found: Json) -> Record | None:
    if found is None:
        return None
    said = _object(found, "product")
    photos = said["photos"]
    if not isinstance(photos, list) or len(photos) > MOST_NAMED:
        raise TypeError(f"photos is no list of at most {MOST_NAMED:,}")
    own = {name: said[name] for name in ("label", "confidence", "status")}
    return {**own, "photos": [_member(_object(one, "photos")) for one in photos]}


def _member(said: Mapping[str, Json]) -> dict[str, Json]:
    return {
        "path": _text(said["path"], "path"),
        "sha256": _sha256(said["sha256"]),
        **{name: _maybe(_text, said[name], name) for name in ("label", "looks_like", "trouble")},
        "confidence": said["confidence"],
        "drawn": _drawn(said),
    }


def _maybe(read: Any, value: Json, name: str) -> Any:  # noqa: ANN401 - what `read` gives
    return None if value is None else read(value, name)


def _object(value: Json, name: str) -> Mapping[str, Json]:
    if not isinstance(value, dict):
        raise TypeError(f"{name} is no object")
    return value


def _text(value: Json, name: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise TypeError(f"{name} is no text of at most {LONGEST_TEXT:,} characters")
    return value


def _texts(values: Json, name: str, most: int) -> tuple[str, ...]:
    if not isinstance(values, list) or len(values) > most:
        raise TypeError(f"{name} is no list of at most {most:,} names")
    return tuple(_text(value, name) for value in values)


def _sha256(value: Json) -> str:
    if not isinstance(value, str) or SHA256.fullmatch(value) is None:
        raise TypeError("sha256 is no SHA-256")
    return value


def _number(
    value: Json,
    name: str,
    *,
    least: float = -math.inf,
    most: float = LARGEST_NUMBER,
    kind: type[int] | type[float] = int,
) -> None:
    kinds = (int,) if kind is int else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds) or not least <= value <= most:
        raise TypeError(f"{name} is no number that it can be")
