"""ICC profiles of three primaries and a gamma, byte by byte (ICC.1:2022)."""

import struct

ADOBE_RGB = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
"""Red, green and blue as XYZ under D50, as Adobe's own profile has them."""

DISPLAY_P3 = (
    (0.51512, 0.24120, -0.00105),
    (0.29198, 0.69225, 0.04189),
    (0.15710, 0.06657, 0.78407),
)
SRGB = ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410))


def fixed(number: float) -> bytes:
    return struct.pack(">i", round(number * 65536))


def colour_profile(
    primaries: tuple[tuple[float, float, float], ...], gamma: float, name: str = "made here"
) -> bytes:
    """Of an RGB space."""
    curve = gamma_curve(gamma)
    tags = {b"wtpt": white(), b"desc": described(name)}
    for letter, xyz in zip("rgb", primaries, strict=True):
        tags[f"{letter}XYZ".encode()] = b"XYZ \0\0\0\0" + b"".join(map(fixed, xyz))
        tags[f"{letter}TRC".encode()] = curve
    return assembled(b"RGB ", tags)


def grey_profile(gamma: float) -> bytes:
    tags = {b"wtpt": white(), b"desc": described("grey"), b"kTRC": gamma_curve(gamma)}
    return assembled(b"GRAY", tags)


def gamma_curve(gamma: float) -> bytes:
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"


def white() -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(map(fixed, (0.9642, 1.0, 0.8249)))


def described(name: str) -> bytes:
    text = name.encode() + b"\0"
    rest = struct.pack(">II", 0, 0) + struct.pack(">HB", 0, 0) + bytes(67)
    return b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + rest


def assembled(space: bytes, tags: dict[bytes, bytes]) -> bytes:
    table, body, at = b"", b"", 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        padded = data + bytes(-len(data) % 4)
        table += struct.pack(">4sII", name, at + len(body), len(data))
        body += padded
    size = at + len(body)
    header = struct.pack(">I4sI4s4s4s", size, b"none", 0x02400000, b"mntr", space, b"XYZ ")
    header += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    header += b"".join(map(fixed, (0.9642, 1.0, 0.8249))) + bytes(48)
    return header + struct.pack(">I", len(tags)) + table + body
