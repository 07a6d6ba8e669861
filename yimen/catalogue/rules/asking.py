"""Understanding what somebody typed into the search field."""

import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from yimen.catalogue.rules import sounds

LONGEST = 60
_EMPTY = """
    的 了 吗 呢 啊 我 我要 我想 要 想 想要 需要 怎么 怎样 如何 怎么办 哪里 什么 哪些 请问 在 去 到
    给 和 与 或 及 办 办理 去办 申办 可以 能 是 有 么 手续 流程 材料 证件 事项 业务 服务
"""
#: Words that say what everybody wants here, and so nothing about the item.
EMPTY_WORDS = frozenset(_EMPTY.split())
CODE = re.compile(r"(?=(?:.*\d){6})[0-9A-Z]{6,50}")
BETWEEN = re.compile(r"[\s\-_.·]+")
#: A text where fewer of the pieces asked for are found is something else.
LEAST_SHARE = 0.5


Ways = tuple[tuple[str, ...], ...]  #: to say a thing, each of one or more words


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that is asked for: any of some ways to say it, each of one or more words."""

    ways: Ways


@dataclass(frozen=True, slots=True)
class Question:
    """What was typed, understood: a code, or units of which an item should have all."""

    text: str
    code: str = ""
    units: tuple[Unit, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for."""
        return not (self.code or self.units)

    def without(self, unit: Unit) -> "Question":
        """The same with one thing less."""
        units = tuple(one for one in self.units if one is not unit)
        text = " ".join("".join(one.ways[0]) for one in units)
        return Question(text, units=units)

    def exact(self) -> str:
        """The condition of the very name."""
        return _quoted(sounds.WHOLE + sounds.compact(self.text)[: sounds.WORD])

    def written(self) -> str:
        """The condition that everything asked for stands there as it was written."""
        return _all(_any(_all(map(_written, way)) for way in unit.ways) for unit in self.units)

    def heard(self) -> str:
        """The condition that everything asked for is there, or sounds so."""
        by_unit = _all(_any(_all(map(_heard, way)) for way in unit.ways) for unit in self.units)
        runs = [run for run in sounds.runs(self.text) if sounds.is_han(run) and len(run) > 1]
        if len(runs) != len(sounds.runs(self.text)):
            joined = sounds.compact(self.text)
            return _any([by_unit, _written(joined)]) if joined.isascii() else by_unit
        return _any([by_unit, _all(map(_sound, runs))])

    def pairs(self) -> list[str]:
        """A condition for each pair of neighbours: for names with a letter more, less, or wrong."""
        runs = sounds.runs(self.text)
        found = {_quoted(p) for run in runs if sounds.is_han(run) for p in sounds.pairs(run)}
        return sorted(found | {_written(run) for run in runs if not sounds.is_han(run)})

    def words(self) -> list[str]:
        """A condition for each unit: for items of which only most of what was asked is true."""
        told = [unit for unit in self.units if any(len(word) > 1 for word in unit.ways[0])]
        return sorted({_any(_all(map(_heard, way)) for way in unit.ways) for unit in told})

    def terms(self) -> list[str]:
        """Every word that may be marked where it is found, the longest first."""
        words = {word for unit in self.units for way in unit.ways for word in way}
        return sorted({*words, sounds.compact(self.text)} - {""}, key=lambda one: (-len(one), one))


def understand(text: str, synonyms: Iterable[Sequence[str]] = ()) -> Question:
    """What a text asks for; `synonyms` are the groups of words that mean the same."""
    text = text[:LONGEST].strip()
    code = BETWEEN.sub("", text).upper()
    if CODE.fullmatch(code):
        return Question(text, code=code)
    ways: dict[str, Ways] = {}
    for group in synonyms:  # a word may stand in several
        said = tuple(tuple(sounds.runs(one)) for one in group)
        for word in filter(None, map(sounds.compact, group)):
            ways[word] = (*ways.get(word, ()), *said)
    units = [unit for run in _joined_runs(text, ways) for unit in _units(run, ways)]
    telling = [unit for unit in units if unit.ways[0][0] not in EMPTY_WORDS]
    return Question(text, units=tuple(telling or units))


def _joined_runs(text: str, ways: Mapping[str, Ways]) -> list[str]:
    """The runs; what a synonym holds together (开ktv) stays together."""
    joined = sounds.compact(text)
    return [joined] if joined in ways else sounds.runs(text)


def _units(run: str, ways: Mapping[str, Ways]) -> list[Unit]:
    """The synonyms in a run, the longest first, and the words between them."""
    known = max((word for word in ways if word in run), key=len, default="")
    if known:
        before, _, after = run.partition(known)
        others = tuple(way for way in ways[known] if way != (known,))
        mine = Unit(((known,), *others))
        return [*_units(before, ways), mine, *_units(after, ways)]
    words = cut(run) if sounds.is_han(run) else [run] if run else []
    return [Unit(((word,),)) for word in words]


def cut(run: str) -> list[str]:
    """The words of a Chinese run."""
    return [str(word) for word in _cutter().cut(run)]


@cache
def _cutter() -> Any:
    """The dictionary of words: a second and 50 MB, so only where somebody searches.

    Filled by hand: left alone it would keep a copy in the folder for everybody's temporary files,
    and read back whatever lies there.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of old escapes, where Python compiles it the first time
        import jieba
    cutter = jieba.Tokenizer()
    cutter.FREQ, cutter.total = cutter.gen_pfdict(cutter.get_dict_file())
    cutter.initialized = True
    return cutter


# ---- conditions, as PostgreSQL reads them


def _quoted(piece: str, *, is_begun: bool = False) -> str:
    """One piece; runs hold neither quotes nor backslashes, the marks of kinds are ours."""
    return f"'{piece}'" + (":*" if is_begun else "")


def _written(word: str) -> str:
    if sounds.is_han(word):
        return _all(map(_quoted, sounds.pairs(word) or [word]))
    begun = [_quoted(word, is_begun=True)]
    if word.isalpha() and len(word) > 1:
        begun.append(_quoted(sounds.SOUND + sounds.blurred(word), is_begun=True))
        begun.append(_quoted(sounds.INITIALS + word[: sounds.SPELT], is_begun=True))
    return _any(begun)


def _heard(word: str) -> str:
    if sounds.is_han(word) and len(word) > 1:
        return _any([_written(word), _sound(word)])
    return _written(word)


def _sound(word: str) -> str:
    return _quoted(sounds.SOUND + sounds.spelling(word), is_begun=True)


def _all(conditions: Iterable[str]) -> str:
    return "(" + " & ".join(conditions) + ")"


def _any(conditions: Iterable[str]) -> str:
    return "(" + " | ".join(dict.fromkeys(conditions)) + ")"
