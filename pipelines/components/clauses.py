"""Lines -> clauses that are decoded apart: the field knows where a character is no part of any name."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Range = tuple[int, int]
CLEAR = 4.0
"""How much better plain text must be than any part of a name for a character to end a clause. A long line takes many steps to decode, its
clauses few side by side. On 131,000 characters the best names were the same as those of whole lines, and their sureties to 0.011."""


def find_open(scores: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which characters may be part of a name. scores: (characters, WIDTH)."""
    doubtful: NDArray[np.bool_] = scores[:, 0] - scores[:, 1:].max(axis=1) <= CLEAR
    return doubtful


def cut_clauses(open_: NDArray[np.bool_], line: Range) -> Iterator[Range]:
    """Ranges of a line between clear characters, which are left out."""
    begin, end = line
    borders = begin + np.flatnonzero(np.diff(open_[begin:end], prepend=False, append=False))
    return zip(borders[::2].tolist(), borders[1::2].tolist(), strict=True)
