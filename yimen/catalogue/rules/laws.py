"""Reading the text of a law: title, history, chapters, articles.

The form is that of the public collections made from the national database: Markdown, a title, who
passed it when, the line `<!-- INFO END -->`, headings, and one article after the other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from yimen.catalogue.rules.numerals import CHARACTERS, number_of

NUMBER = rf"[{CHARACTERS}]+"
ARTICLE = re.compile(
    rf"第(?P<number>{NUMBER})条(?:之(?P<suffix>{NUMBER}))?(?:[\s　]+(?P<text>.*))?$"
)
#: Old regulations and amendments have no 第…条, only numbered paragraphs.
PARAGRAPH = re.compile(rf"(?P<number>{NUMBER})(?P<suffix>)、\s*(?P<text>.*)$")
HEADING = re.compile(r"(#+)\s*(.*)$")
INFO_END = "<!-- INFO END -->"
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
DATE = re.compile(r"(\d{4})\s*[年-]\s*(\d{1,2})\s*[月-]\s*(\d{1,2})\s*日?")
FILE_DATE = re.compile(r"\((\d{4})-(\d{2})-(\d{2})\)$")
COUNTRY = "中华人民共和国"
BOOK_MARKS = re.compile(r"[《〈<][^》〉>]*[》〉>]")
#: Words of the history that say nothing about the text itself: when it takes effect.
EFFECT = ("施行", "实施", "生效")
#: The folders of the collections that do not simply end in 法.
FOLDERS = {"民法典": "law", "行政法规": "regulation", "部门规章": "rule", "其他": "other"}
MAKERS = {"人民代表大会": "law", "国务院": "regulation", "部令": "rule", "局令": "rule"}
ENDINGS = {"法": "law", "法典": "law", "条例": "regulation", "细则": "rule", "办法": "rule"}
#: Short titles people cite by; the field's own, beside those every title has.
SHORT_TITLES = {
    "个人信息保护法": ("个保法",),
    "优化营商环境条例": ("营商环境条例",),
    "国务院关于在线政务服务的若干规定": ("在线政务服务的若干规定", "在线政务服务若干规定"),
    "政府信息公开条例": ("信息公开条例",),
    "道路交通安全法": ("道交法",),
    "社会救助暂行办法": ("社会救助办法",),
    "居住证暂行条例": ("居住证条例",),
    "人力资源市场暂行条例": ("人力资源市场条例",),
    "不动产登记暂行条例": ("不动产登记条例",),
    "全国人民代表大会和地方各级人民代表大会代表法": ("代表法",),
}


@dataclass(frozen=True, slots=True)
class ArticleText:
    """One article as it stands in the text; number 0 is text that has none."""

    number: int
    suffix: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class LawText:
    """A law as it was read."""

    title: str
    kind: str  #: law | regulation | rule | other
    issued_on: date | None
    edition_on: date | None
    history: str
    is_repealed: bool
    articles: tuple[ArticleText, ...] = field(repr=False)

    @property
    def name(self) -> str:
        """What all editions of it are called."""
        return bare_title(self.title)

    @property
    def digest(self) -> str:
        """A fingerprint of what the text says; where it was found does not matter."""
        said = [self.title, self.history, str(self.edition_on)]
        said += [f"{one.number}.{one.suffix} {one.heading} {one.text}" for one in self.articles]
        return sha256("\n".join(said).encode()).hexdigest()

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other names it is cited by, without those that only add 中华人民共和国."""
        name = self.name
        found = dict.fromkeys(SHORT_TITLES.get(name, ()))
        for opening in ("国务院关于", "国务院"):
            found |= dict.fromkeys([name.removeprefix(opening)])
        found |= dict.fromkeys([re.sub(r"（(试行|暂行)）$", "", name)])
        return tuple(alias for alias in found if alias != name and len(alias) > 2)


class NoLaw(ValueError):
    """The file is no text of a law: `code` says why (catalogue.messages.LAW_PROBLEMS)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def bare_title(title: str) -> str:
    """A title without spaces, book marks and 中华人民共和国: what all editions share."""
    text = re.sub(r"[\s　]+", "", title).translate(str.maketrans("()", "（）"))
    while len(text) > 2 and text[0] in "《〈<" and text[-1] in "》〉>":
        text = text[1:-1]
    return text.removeprefix(COUNTRY) or text


def read_law(text: str, *, path: str) -> LawText:
    """The law in a file of that path, whose folders may say what kind it is; NoLaw without one."""
    *folders, file = path.removesuffix(".md").split("/")
    head, _, body = text.lstrip("\ufeff").partition(INFO_END)
    if not body.strip():
        raise NoLaw("no_text")
    lines = [line.strip() for line in COMMENT.sub("", head).splitlines() if line.strip()]
    title = next((line.lstrip("# ") for line in lines if line.startswith("#")), "")
    title = title or FILE_DATE.sub("", file)
    history = [line for line in lines if not line.startswith("#")]
    articles = tuple(_articles([line.strip() for line in COMMENT.sub("", body).splitlines()]))
    if not articles:
        raise NoLaw("no_text")
    dates = [day for line in history if not _says_effect(line) for day in _dates(line)]
    named = FILE_DATE.search(file)
    last = max(dates) if dates else None
    return LawText(
        title=re.sub(r"[\s　]+", "", title),
        kind=_kind(title, history, folders),
        issued_on=min(dates) if dates else None,
        edition_on=date(*map(int, named.groups())) if named else last,
        history="\n".join(history),
        is_repealed=any("废止" in BOOK_MARKS.sub("", line) for line in history),
        articles=articles,
    )


def join_parts(texts: Sequence[LawText]) -> LawText:
    """One text of the parts a long law was stored in (民法典 in seven files and its 附则)."""
    parts = sorted(texts, key=lambda one: next(a.number for a in one.articles if a.number))
    articles = tuple(article for one in parts for article in one.articles)
    return replace(parts[0], articles=articles)


def are_parts(texts: Sequence[LawText]) -> bool:
    """Whether texts of one title and day go on where another ends."""
    numbers = [{(a.number, a.suffix) for a in one.articles if a.number} for one in texts]
    return all(numbers) and sum(map(len, numbers)) == len(set().union(*numbers))


def _says_effect(line: str) -> bool:
    return any(line.endswith(word) for word in EFFECT)


def _dates(line: str) -> Iterator[date]:
    """The day a line of the history begins with; others in it are those of other papers."""
    if found := DATE.match(line):
        try:
            yield date(*map(int, found.groups()))
        except ValueError:  # a day no calendar has says nothing
            return


def _kind(title: str, history: list[str], folders: list[str]) -> str:
    """Who made it: the folder knows, or the history's first maker, or what it calls itself."""
    for folder in folders:
        if folder in FOLDERS or folder.endswith("法"):
            return FOLDERS.get(folder, "law")
    for line in history:
        said = BOOK_MARKS.sub("", line)
        if found := [kind for maker, kind in MAKERS.items() if maker in said]:
            return found[0]
    return next((kind for end, kind in ENDINGS.items() if bare_title(title).endswith(end)), "other")


def _articles(lines: list[str]) -> Iterator[ArticleText]:
    """The articles in order; what stands before, between and after them has number 0."""
    begins = ARTICLE if any(ARTICLE.match(line) for line in lines) else PARAGRAPH
    headings: dict[int, str] = {}
    number, suffix = 0, 0
    said: list[str] = []
    for line in [*lines, "#"]:
        heading, start = HEADING.match(line), begins.match(line)
        if (heading or start) and said:
            path = " · ".join(headings.values())
            yield ArticleText(number, suffix, path, "\n".join(said))
        if heading:
            depth = len(heading[1])
            headings = {d: name for d, name in headings.items() if d < depth}
            headings |= {depth: re.sub(r"[\s　]+", " ", heading[2]).strip()} if heading[2] else {}
            number, suffix, said = 0, 0, []
        elif start:
            number, suffix = number_of(start["number"]), number_of(start["suffix"] or "")
            said = [start["text"] or ""]
        elif line:
            said = [*said, line]
