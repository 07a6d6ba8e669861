"""How Chinese is written and how it sounds: the pieces by which an item can be found.

A text is cut into runs of Chinese characters and of letters or digits. A Chinese run is found by
its characters and pairs of neighbours, so no dictionary has to agree with the reader about words.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
RUN = re.compile(rf"[{HAN}]+|[a-z0-9]+")
IS_HAN = re.compile(rf"[{HAN}]")
#: Sounds many people do not tell apart, or type either way.
BLURS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("v", "u"), ("ü", "u"))
SPELT = 40  #: letters of a spelling that are kept, and asked for
SYLLABLES = 80  #: of a name that are spelt
WORD = 100  #: letters of the longest word that is kept

#: What a piece is: a whole name, a spelling from some syllable on, its first letters.
WHOLE, SOUND, INITIALS = "=", "@", "#"


def plain(text: str) -> str:
    """The text without differences of width and case."""
    return unicodedata.normalize("NFKC", text).casefold()


def runs(text: str) -> list[str]:
    """The runs of Chinese characters, and of letters or digits, in order."""
    return RUN.findall(plain(text))


def compact(text: str) -> str:
    """All runs as one: names are the same name whatever stands between their words."""
    return "".join(runs(text))


def is_han(run: str) -> bool:
    """Whether a run is Chinese."""
    return IS_HAN.match(run) is not None


def pairs(run: str) -> list[str]:
    """Each character with its neighbour."""
    return [run[n : n + 2] for n in range(len(run) - 1)]


def pieces(text: str, *, with_single: bool = True) -> set[str]:
    """What a text is found by in writing: characters, pairs, words of letters."""
    found: set[str] = set()
    for run in runs(text):
        if is_han(run):
            found.update(pairs(run))
            if with_single:
                found.update(run)
        else:
            found.add(run[:WORD])
    return found


@lru_cache(maxsize=8192)
def syllables(text: str) -> tuple[str, ...]:
    """How each character of a text sounds; letters and digits stay."""
    from pypinyin import lazy_pinyin  # loads a dictionary: only who searches or publishes needs it

    return tuple(lazy_pinyin(compact(text)[: SYLLABLES * 2]))[:SYLLABLES]


def blurred(spelling: str) -> str:
    """A spelling without the differences that people do not hear."""
    for this, that in BLURS:
        spelling = spelling.replace(this, that)
    return spelling[:SPELT]


def spelling(text: str) -> str:
    """How a text is spelt, blurred."""
    return blurred("".join(syllables(text)))


def name_pieces(names: Iterable[str]) -> set[str]:
    """Everything the names of an item are found by: writing, sound, first letters, as a whole."""
    found: set[str] = set()
    for name in names:
        if not (whole := compact(name)):
            continue
        found |= pieces(name)
        found.add(WHOLE + whole[:WORD])
        spelt = syllables(name)
        for n in range(len(spelt)):
            found.add(SOUND + blurred("".join(spelt[n : n + SPELT])))
            found.add(INITIALS + "".join(part[0] for part in spelt[n : n + SPELT]))
    return found
