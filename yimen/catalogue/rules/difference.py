"""Two texts, word by word, as a lawyer reads a change: what stays, what goes, what comes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"

#: A Latin word or number is one word; of Chinese, each character.
WORD = re.compile(r"[A-Za-z0-9]+(?:\.[0-9]+)?|\s|.", re.DOTALL)
#: Texts with less in common are two texts: marks between single characters would only confuse.
LEAST_ALIKE = 0.3
#: So few unchanged characters between two changes are read as part of the change.
BRIDGE = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of text that stays, goes or comes."""

    kind: str  #: same | gone | new
    text: str


def marks(before: str, after: str) -> list[Mark]:
    """The pieces of both texts in reading order."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[Mark] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, came = "".join(old[a:b]), "".join(new[c:d])
        found += [Mark(SAME, gone)] if tag == "equal" else _words(gone, came)
    return _joined(found)


def _words(before: str, after: str) -> list[Mark]:
    old, new = WORD.findall(before), WORD.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < LEAST_ALIKE:
        return _kept([Mark(GONE, before), Mark(NEW, after)])
    return _bridged(old, new, matcher.get_opcodes())


def _bridged(
    old: Sequence[str], new: Sequence[str], steps: Sequence[tuple[str, int, int, int, int]]
) -> list[Mark]:
    found: list[Mark] = []
    for place, (tag, a, b, c, d) in enumerate(steps):
        gone, came = "".join(old[a:b]), "".join(new[c:d])
        is_inside = 0 < place < len(steps) - 1
        if tag == "equal" and not (is_inside and len(gone.strip()) < BRIDGE):
            found.append(Mark(SAME, gone))
        else:
            found += _kept([Mark(GONE, gone), Mark(NEW, came)])
    return _gathered(found)


def _gathered(found: Iterable[Mark]) -> list[Mark]:
    """Between two unchanged pieces first all that goes, then all that comes."""
    gathered: list[Mark] = []
    gone = came = ""
    for mark in [*found, Mark(SAME, "")]:
        if mark.kind == GONE:
            gone += mark.text
        elif mark.kind == NEW:
            came += mark.text
        else:
            gathered += [Mark(GONE, gone), Mark(NEW, came), mark]
            gone = came = ""
    return _kept(gathered)


def _joined(found: Iterable[Mark]) -> list[Mark]:
    joined: list[Mark] = []
    for mark in found:
        if joined and joined[-1].kind == mark.kind:
            joined[-1] = Mark(mark.kind, joined[-1].text + mark.text)
        else:
            joined.append(mark)
    return joined


def _kept(found: Iterable[Mark]) -> list[Mark]:
    return [mark for mark in found if mark.text]
