"""The records behind a report's pages, attached to it, chained."""

import re
from typing import Final, Protocol

from core.report.content import PhotoReport
from core.report.json_text import dumped
from core.report.records import RecordChain, explanation_record

NAME: Final = "explanations-{:04}.jsonl"
_OURS: Final = re.compile(r"explanations-\d{4,}\.jsonl")
PER_ATTACHMENT: Final = 64
"""Records in one attachment, so that neither side holds a long report's at once."""


def is_ours(name: str) -> bool:
    """Whether an attachment of this name holds records."""
    return _OURS.fullmatch(name) is not None


class Carrier(Protocol):
    """What files can be attached to."""

    def attach(self, name: str, described: str, data: bytes) -> None:
        """Attach a file; names must rise from call to call."""
        ...


class AttachedRecords:
    """Attaches the record of every photo, a few to a file.

    Parameters
    ----------
    carrier : Carrier
    described : str
        What readers of the file are told of each.
    """

    def __init__(self, carrier: Carrier, described: str) -> None:
        self._carrier, self._described, self._chain = carrier, described, RecordChain()
        self._lines: list[str] = []
        self._files = 0

    def add(self, report: PhotoReport) -> None:
        """Take the next photo's record."""
        self._lines.append(dumped(self._chain.add(explanation_record(report))))
        if len(self._lines) == PER_ATTACHMENT:
            self._attach()

    def finish(self) -> None:
        """Attach what is left and the chain's end; without a photo there is nothing to attach."""
        if self._chain.count:
            self._lines.append(dumped(self._chain.end()))
            self._attach()

    def _attach(self) -> None:
        self._files += 1
        data = "".join(f"{line}\n" for line in self._lines).encode()
        self._carrier.attach(NAME.format(self._files), self._described, data)
        self._lines.clear()
