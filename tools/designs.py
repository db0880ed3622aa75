"""Search the columns of nested designs: `core/explain/design_table.py` was made by it.

    python tools/designs.py [SECONDS]

For each number of superpixels: columns of seven bits without words of length three or less are
drawn one by one, each with the fewest new words of length four; then every column gets an eighth
bit, and a ninth, so that as few words as can be are left. The best of many draws is kept: the
fewest words in 128, 256 and 512 rows together. Of one column more than there are superpixels, the
one in the most words comes last: it belongs to none of them, and splits the rows into halves.
"""

import sys
import time
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Columns = list[int]
SMALLEST_BITS, BITS = 7, 9
MOST = 39
STARTS = 20
"""Random bits that a search for the best ones starts from."""


def greedy(count: int, random: np.random.Generator, *, odd: bool) -> Columns | None:
    """Draw columns of seven bits; None where none is left. Odd ones have the highest bit."""
    size = 1 << SMALLEST_BITS
    place = np.arange(size)
    pairs, triples = np.zeros(size, dtype=int), np.zeros(size, dtype=int)
    free = (place > 0) & ((place >= size // 2) | (not odd))
    columns: Columns = []
    for _ in range(count):
        left = np.flatnonzero(free)
        if not len(left):
            return None
        one = int(random.choice(left[triples[left] == triples[left].min()]))
        triples += pairs[place ^ one]
        for other in columns:
            pairs[other ^ one] += 1
            free[other ^ one] = False
        free[one] = False
        columns.append(one)
    return columns


def words(columns: Columns) -> NDArray[np.intp]:
    """List the sets of four columns that add up to nothing, (n, 4) places."""
    sums: dict[int, list[tuple[int, int]]] = {}
    for i, j in combinations(range(len(columns)), 2):
        sums.setdefault(columns[i] ^ columns[j], []).append((i, j))
    found = {
        tuple(sorted((*one, *other)))
        for pairs in sums.values()
        for one, other in combinations(pairs, 2)
    }
    return np.array(sorted(found), dtype=np.intp).reshape(-1, 4)


def split(columns: Columns, bit: int, random: np.random.Generator) -> Columns:
    """Give the columns one more bit that breaks as many words as a local search can."""
    found = words(columns)
    member = np.zeros((len(columns), len(found)), dtype=bool)
    member[found.T, np.arange(len(found))] = True
    best, fewest = random.integers(0, 2, len(columns)), len(found) + 1
    for _ in range(STARTS):
        bits = random.integers(0, 2, len(columns))
        whole = bits[found].sum(axis=1) % 2 == 0
        while len(found):
            gain = np.where(member, np.where(whole, 1, -1), 0).sum(axis=1)
            if gain.max() <= 0:
                break
            turned = int(gain.argmax())
            bits[turned] ^= 1
            whole ^= member[turned]
        if whole.sum() < fewest:
            best, fewest = bits, int(whole.sum())
    return [one | int(more) << bit for one, more in zip(columns, best, strict=True)]


def search(count: int, seconds: float, random: np.random.Generator) -> tuple[list[int], Columns]:
    """Give the fewest words found in 128, 256 and 512 rows, and the columns that have them."""
    ends, best = time.process_time() + seconds, ([sys.maxsize], Columns())
    while time.process_time() < ends or not best[1]:
        columns = greedy(count, random, odd=False) or greedy(count, random, odd=True)
        if columns is None:
            raise ValueError(f"no {count} columns of {SMALLEST_BITS} bits are of resolution IV")
        left = [len(words(columns))]
        for bit in range(SMALLEST_BITS, BITS):
            columns = split(columns, bit, random)
            left.append(len(words(columns)))
        if sum(left) < sum(best[0]):
            best = left, columns
    return best


def with_split(columns: Columns) -> Columns:
    """Put the column that is in most words behind all others."""
    size = 1 << SMALLEST_BITS
    often = np.bincount(words([one % size for one in columns]).ravel(), minlength=len(columns))
    last = int(often.argmax())
    return [*columns[:last], *columns[last + 1 :], columns[last]]


def main() -> None:
    """Print a line of the table for each number of superpixels."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    random = np.random.default_rng(1)
    for count in range(1, MOST + 1):
        columns = with_split(search(count + 1, seconds, random)[1])
        digits = "".join(np.base_repr(one, 32).lower().zfill(2) for one in columns)
        sys.stdout.write(f'    {count}: "{digits}",\n')


if __name__ == "__main__":
    main()
