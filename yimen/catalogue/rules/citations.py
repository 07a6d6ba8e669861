"""What a citation names: 《食品安全法》第三十五条第二款 → the law's name and the article's number.

Nothing is looked up here; `queries.laws.resolve` finds the articles that are meant.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from yimen.catalogue.rules.laws import bare_title
from yimen.catalogue.rules.numerals import CHARACTERS, article_label, number_of

N = rf"(?:[{CHARACTERS}]+|[0-9０-９]+)"
TITLE = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》|〈([^〈〉]+)〉")
#: 第三条, 第三条之一, and what may follow: 第二款, 第（三）项.
ARTICLE = re.compile(rf"第({N})条(?:之({N}))?(?:第({N})款)?(?:第[（(]?({N})[）)]?项)?")
#: 第三条至第五条, 第3－5条.
RANGE = re.compile(rf"第({N})条?\s*(?:至|到|—|–|-|－|~|～)\s*第?({N})条")
#: （2021年修正）, (2019-04-23), （国务院令第716号）: which edition, or by which paper.
EDITION = re.compile(r"[（(][^（()）]*(?:年|修正|修订|修改|公布|令|号|版|\d{4}-\d)[^（()）]*[）)]")
YEAR = re.compile(r"(?:19|20)\d{2}")
#: Named without their law: 《实施细则》 after 《市场主体登记管理条例》.
RELATIVE = ("实施条例", "实施细则", "实施办法", "实施规定")
LONGEST_RANGE = 100


@dataclass(frozen=True, slots=True)
class Cited:
    """One article of a law, or the law as a whole (number 0)."""

    name: str  #: as rules.laws.bare_title gives it
    number: int = 0
    suffix: int = 0
    paragraph: int = 0  #: 款
    point: int = 0  #: 项
    year: int = 0  #: of the edition, where the citation says one

    @property
    def article(self) -> "Cited":
        """The same without paragraph and point: what is looked up."""
        return replace(self, paragraph=0, point=0)

    def __str__(self) -> str:
        """As one writes it: 《食品安全法》第三十五条."""
        return f"《{self.name}》{article_label(self.number, self.suffix)}"


def cited_by(law: str, article: str, *, before: str = "") -> list[Cited]:
    """The articles a legal basis names; `before` is the law named last, for 《实施细则》 alone."""
    titles = list(TITLE.finditer(law))
    if titles and (len(titles) > 1 or ARTICLE.search(law)):
        return cited_in(f"{law}{article}", before=before)
    if not titles and (start := ARTICLE.search(law)):
        law, article = law[: start.start()], law[start.start() :] + article
    name, year = _name(law, before)
    return list(_articles(name, year, article)) if name else []


def cited_in(text: str, *, before: str = "") -> list[Cited]:
    """The articles a running text names: 《A法》第一条、第二条；《B条例》第三条."""
    found: list[Cited] = []
    titles = list(TITLE.finditer(text))
    ends = [*(title.start() for title in titles[1:]), len(text)]
    for title, end in zip(titles, ends, strict=False):  # of no titles there is one end
        before, year = _name(title[1] or title[2], before)
        said = text[title.end() : end]
        if edition := EDITION.match(said.strip()):
            year = year or _year(edition[0])
        found += _articles(before, year, said)
    return found


def cited_in_content(content: Mapping[str, Any]) -> Iterator[tuple[str, Cited]]:
    """Every citation of a version with the field it stands in."""
    before = ""
    for row in content.get("bases") or []:
        found = cited_by(row.get("law") or "", row.get("article") or "", before=before)
        before = found[-1].name if found else before
        yield from (("bases", one) for one in found)
    first = next((name for row in content.get("bases") or [] if (name := _first(row))), "")
    for field in ("materials", "fees", "checkpoints"):
        for row in content.get(field) or []:
            yield from ((field, one) for one in cited_in(row.get("basis") or "", before=first))


def _first(row: Mapping[str, Any]) -> str:
    return next((one.name for one in cited_by(row.get("law") or "", "")), "")


def in_words(cited: Iterable[Cited]) -> str:
    """Several citations in one line."""
    return "、".join(dict.fromkeys(str(one) for one in cited))


def _name(law: str, before: str) -> tuple[str, int]:
    """The bare name and the year of the edition; a relative name goes with the law before it."""
    title = bare_title(law)
    year = 0
    for edition in EDITION.findall(title):
        year = year or _year(edition)
        title = title.replace(edition, "")
    name = bare_title(title)
    if name in RELATIVE and before:
        name = f"{_without_relative(before)}{name}"
    return name, year


def _without_relative(name: str) -> str:
    return next((name.removesuffix(end) for end in RELATIVE if name.endswith(end)), name)


def _year(text: str) -> int:
    found = YEAR.search(text)
    return int(found[0]) if found else 0


def _articles(name: str, year: int, said: str) -> Iterator[Cited]:
    """The articles in the words after the title; none means the whole law."""
    spans = [_range(found) for found in RANGE.finditer(said)]
    rest = RANGE.sub("", said)
    single = [_single(found) for found in ARTICLE.finditer(rest)]
    cited = [Cited(name, number, year=year) for span in spans for number in span]
    cited += [replace(one, name=name, year=year) for one in single]
    yield from sorted(cited, key=_place) or [Cited(name, year=year)]


def _place(one: Cited) -> tuple[int, ...]:
    return (one.number, one.suffix, one.paragraph, one.point)


def _range(found: "re.Match[str]") -> Sequence[int]:
    first, last = number_of(found[1]), number_of(found[2])
    return range(first, last + 1) if 0 <= last - first < LONGEST_RANGE else (first, last)


def _single(found: "re.Match[str]") -> Cited:
    numbers = [number_of(found[n]) if found[n] else 0 for n in range(1, 5)]
    return Cited("", *numbers)
