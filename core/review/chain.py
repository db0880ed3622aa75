"""The hash chain that makes an edited log visible.

Every entry's hash covers all its other fields, the hash before it among them, so that changing,
dropping or swapping an entry breaks the chain from there on. The first link is made from the
review's own random id: a chain cannot be carried from one review into another. The construction
is the linked time-stamping of Haber and Stornetta, DOI 10.1007/BF00196791.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from core.review.records import Entry

# No entry of ours holds bytes, but one edited by hand may, and is to be named, not to raise.
_encode: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=repr).encode


def genesis(review_id: str) -> str:
    """Give the hash that the first entry follows."""
    return hashlib.sha256(f"tagproof review {review_id}".encode()).hexdigest()


def digest(entry: Entry) -> str:
    """Compute an entry's hash from its other fields; fields that an entry lacks are not covered."""
    return fingerprint(_covered(entry))


def _covered(entry: Entry) -> dict[str, Any]:
    fields = entry.fields()
    del fields["hash"]
    return fields


def fingerprint(fields: Mapping[str, object]) -> str:
    """Give the SHA-256 of fields as JSON: keys sorted, no spaces, ASCII with escapes."""
    return hashlib.sha256(_encode(fields).encode("ascii")).hexdigest()


def sealed(entry: Entry) -> Entry:
    """Give the entry with its hash."""
    covered = _covered(entry)
    return Entry(**covered, hash=fingerprint(covered))
