"""Changes to a file as chance has it: blind ones, and such as leave JSON and zip what they are."""

import io
import json
import random
import zipfile
from collections.abc import Callable, Sequence
from typing import Any, Final

ODD_NUMBERS: Final = (0, 1, 255, 0x7F, 0x80, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)
ODD_VALUES: Final = (
    None, True, -1, 0, 1, 2**31, 2**63, 2**70, 1e308, -1e-308, float("nan"), float("inf"), 0.5,
    "", "x", "\0", "\ud800", "a" * 5000, "../../etc/passwd", [], {}, [[]], [0], {"": 0},
)  # fmt: skip
TEXT_PIECES: Final = (
    b",", b";", b"\t", b'"', b"\n", b"\r", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"<", b">", b"&",
    b"<![CDATA[", b"]]>", b"<!--", b"</", b"=1+1", b"1e999", b"-", b"\xe2\x80\xae", b"{", b"[",
)  # fmt: skip
LONGEST: Final = 1 << 20


def changed(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Change a file, by its form where it has one, a few times over."""
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        shaped = _shaped(data, chance) if chance.random() < 0.6 else None
        data = blind(data, others, chance) if shaped is None else shaped
    return data[:LONGEST]


def _shaped(data: bytes, chance: random.Random) -> bytes | None:
    """Change a file within its form; None where it has none that is known."""
    if data[:2] == b"PK":
        return _of_zip(data, chance)
    if data[:1] in {b"{", b"["}:
        return _of_json(data, chance)
    return None


def blind(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Change bytes without regard to what they mean."""
    content = bytearray(data or b"\0")
    at = chance.randrange(len(content))
    size = min(len(content) - at, chance.choice((1, 2, 4, 16, 256)))
    changes: tuple[Callable[[], bytes], ...] = (
        lambda: _flipped(content, at, chance),
        lambda: bytes(content[:at]),
        lambda: bytes(content[:at] + content[at + size :]),
        lambda: bytes(content[: at + size] + content[at:]),
        lambda: bytes(content[:at] + chance.choice(TEXT_PIECES) + content[at:]),
        lambda: bytes(content[:at] + chance.randbytes(size) + content[at + size :]),
        lambda: _spliced(content, at, chance.choice(others) if others else data, chance),
        lambda: _numbered(content, at, chance),
    )
    return chance.choice(changes)()


def _flipped(content: bytearray, at: int, chance: random.Random) -> bytes:
    content[at] ^= 1 << chance.randrange(8)
    return bytes(content)


def _spliced(content: bytearray, at: int, other: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(other)) if other else 0
    return bytes(content[:at]) + other[start : start + chance.choice((16, 256, LONGEST))]


def _numbered(content: bytearray, at: int, chance: random.Random) -> bytes:
    """Put a number in that lengths and sizes are not expected to be."""
    number = chance.choice(ODD_NUMBERS)
    size, order = chance.choice((1, 2, 4)), chance.choice(("big", "little"))
    content[at : at + size] = (number & (256**size - 1)).to_bytes(size, order)  # type: ignore[arg-type]
    return bytes(content)


def _of_json(data: bytes, chance: random.Random) -> bytes | None:
    try:
        root = json.loads(data)
    except (ValueError, RecursionError):
        return None
    places = list(_places(root))
    if not places:
        return None
    holder, key = chance.choice(places)
    kind = chance.randrange(5)
    if kind == 0:
        del holder[key]
    elif kind == 1:
        other, name = chance.choice(places)
        holder[key] = json.loads(json.dumps(other[name]))
    elif kind == 2 and isinstance(holder[key], int | float):
        holder[key] = holder[key] * chance.choice((-1, 0.5, 10, 1e6))
    else:
        holder[key] = chance.choice(ODD_VALUES)
    return json.dumps(root).encode()


def _places(node: Any) -> "list[tuple[Any, Any]]":
    """Give every place in a tree that holds something: what holds it, and its key there."""
    if isinstance(node, dict):
        inside = list(node.items())
    elif isinstance(node, list):
        inside = list(enumerate(node))
    else:
        return []
    return [(node, key) for key, _ in inside] + [p for _, one in inside for p in _places(one)]


def _of_zip(data: bytes, chance: random.Random) -> bytes | None:
    """Change a member and pack all of them again, with checksums that fit."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {one.filename: archive.read(one) for one in archive.infolist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, KeyError):
        return None
    except Exception:  # noqa: BLE001 - zlib.error and what else a broken archive brings
        return None
    if not members:
        return None
    name = chance.choice(sorted(members))
    members[name] = blind(members[name], list(members.values()), chance)[:LONGEST]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return packed.getvalue()
