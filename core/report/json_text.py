"""JSON as it leaves the program: any parser takes it."""

import json
from collections.abc import Mapping

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
JsonObject = dict[str, Json]


def dumped(record: Mapping[str, Json], indent: int | None = None) -> str:
    """Write JSON that any parser takes: letters as they are, lone surrogates as escapes."""
    text = json.dumps(record, ensure_ascii=False, indent=indent, allow_nan=False)
    return text.encode("utf-8", errors="backslashreplace").decode("utf-8")
