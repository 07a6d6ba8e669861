"""Conditions read: what they say where they are comparisons joined by and, or, not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'[^']*'|\"[^\"]*\")|(?P<number>-?\d+(?:\.\d+)?)"
    r"|(?P<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)"
    r"|(?P<sign>==|!=|>=|<=|>|<|\(|\)|\[|\]|,|!))"
)
_WORDS = frozenset({"and", "or", "not", "in", "true", "false", "null"})
_CONSTANTS = {"true": True, "false": False, "null": None}
SIGNS = frozenset({"==", "!=", ">=", "<=", ">", "<"})


@dataclass(frozen=True, slots=True)
class Says:
    """One comparison: `area > 100`, `kind in ["a", "b"]`, `extras contains "a"`."""

    path: str
    sign: str  #: one of SIGNS, or in, contains, yes
    value: Any = None


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    of: "Term"


@dataclass(frozen=True, slots=True)
class Both:
    """`and`: the first and the second; `or` where `is_any`."""

    first: "Term"
    second: "Term"
    is_any: bool = False


Term = Says | Not | Both


class _TooHard(Exception):
    """The expression says more than comparisons joined by and, or, not."""


def read(expression: str) -> Term | None:
    """What the expression says; None if it is more than comparisons joined by and, or, not."""
    try:
        reader = _Reader(list(_tokens(expression)))
        term = reader.any_of()
        reader.end()
    except _TooHard:
        return None
    return term


def _tokens(expression: str) -> Iterator[tuple[str, str]]:
    at, text = 0, expression.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _TooHard
        at = match.end()
        kind = str(match.lastgroup)
        yield kind, match[kind]


class _Reader:
    """A reader by descent: or, and, not, comparison."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._at = 0

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("end", "")

    def _take(self) -> tuple[str, str]:
        token = self._peek()
        self._at += 1
        return token

    def _need(self, word: str) -> None:
        if self._take()[1] != word:
            raise _TooHard

    def end(self) -> None:
        """Nothing more may follow."""
        if self._peek()[0] != "end":
            raise _TooHard

    def any_of(self) -> Term:
        """Terms joined by or."""
        term = self._all_of()
        while self._peek() == ("name", "or"):
            self._take()
            term = Both(term, self._all_of(), is_any=True)
        return term

    def _all_of(self) -> Term:
        term = self._one()
        while self._peek() == ("name", "and"):
            self._take()
            term = Both(term, self._one())
        return term

    def _one(self) -> Term:
        kind, word = self._take()
        if word in {"not", "!"} and kind != "text":
            return Not(self._bare())
        if (kind, word) == ("sign", "("):
            term = self.any_of()
            self._need(")")
            return term
        if (kind, word) == ("name", "contains") and self._peek()[1] == "(":
            return self._contains()
        if kind in {"text", "number"}:
            value = _constant(kind, word)
            self._need("in")
            return Says(self._path(), "contains", value)
        if kind == "name" and word not in _WORDS:
            return self._comparison(word)
        raise _TooHard

    def _bare(self) -> Term:
        """What may follow `not`: something in brackets, or a yes-no answer alone."""
        kind, word = self._peek()
        if (kind, word) == ("sign", "("):
            return self._one()
        self._take()
        if kind != "name" or word in _WORDS or self._peek()[1] in {*SIGNS, "in", "not"}:
            raise _TooHard
        return Says(word, "yes")

    def _contains(self) -> Term:
        self._need("(")
        path = self._path()
        self._need(",")
        value = _constant(*self._take())
        self._need(")")
        return Says(path, "contains", value)

    def _comparison(self, path: str) -> Term:
        sign = self._peek()[1]
        if sign in SIGNS:
            self._take()
            return Says(path, sign, _constant(*self._take()))
        if sign == "in":
            self._take()
            return Says(path, "in", self._list())
        if sign == "not":
            self._take()
            self._need("in")
            return Not(Says(path, "in", self._list()))
        return Says(path, "yes")

    def _path(self) -> str:
        kind, word = self._take()
        if kind != "name" or word in _WORDS:
            raise _TooHard
        return word

    def _list(self) -> tuple[Any, ...]:
        self._need("[")
        values = [_constant(*self._take())]
        while self._peek()[1] == ",":
            self._take()
            values.append(_constant(*self._take()))
        self._need("]")
        return tuple(values)


def _constant(kind: str, word: str) -> Any:
    if kind == "text":
        return word[1:-1]
    if kind == "number":
        return float(word) if "." in word else int(word)
    if kind == "name" and word in _CONSTANTS:
        return _CONSTANTS[word]
    raise _TooHard


def written(says: Says) -> str:
    """The comparison as an expression."""
    if says.sign == "yes":
        return f"{says.path} == true"
    if says.sign == "contains":
        return f"contains({says.path}, {_literal(says.value)})"
    if says.sign == "in":
        return f"{says.path} in [{', '.join(_literal(one) for one in says.value)}]"
    return f"{says.path} {says.sign} {_literal(says.value)}"


def _literal(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, (int, float)):
        return str(value)
    return "'{}'".format(str(value).replace("'", ""))
