"""Why something is asked: legal bases with the articles they lead to, and proofs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from yimen.catalogue.models import Article, ItemVersion
from yimen.catalogue.queries import Source, proofs_by_key, resolve
from yimen.catalogue.rules.citations import cited_by, cited_in


@dataclass(frozen=True, slots=True)
class Passage:
    """An article with its address."""

    label: str
    link: str
    lines: list[str]


@dataclass(frozen=True, slots=True)
class BasisRow:
    """A legal basis as a guide shows it; `link` is its law's text, where that is loaded."""

    law: str
    article: str
    text: str
    link: str = ""
    is_repealed: bool = False
    passages: list[Passage] = field(default_factory=list)


def law_address(source: Source) -> str:
    """Where the article a citation leads to is read; the law, where it has no such article."""
    if source.law is None:
        return ""
    page = reverse("portal:law_page", args=[source.law.pk])
    return f"{page}#{source.article.anchor}" if source.article else page


def basis_rows(version: ItemVersion) -> list[BasisRow]:
    """The legal bases of an item, each with the words of its articles; two queries for all."""
    cited, before = [], ""
    for basis in version.basis_list:
        found = [one.article for one in cited_by(basis.law, basis.article, before=before)]
        before = found[-1].name if found else before
        cited.append((basis, list(dict.fromkeys(found))))
    sources = resolve(one for _, found in cited for one in found)
    return [_row(basis, [sources[one] for one in found]) for basis, found in cited]


def _row(basis: Any, sources: list[Source]) -> BasisRow:
    law = next((source.law for source in sources if source.law), None)
    return BasisRow(
        law=basis.law,
        article=basis.article,
        text=basis.text,
        link=law_address(next(iter(sources), Source())),
        is_repealed=law is not None and law.state == law.State.REPEALED,
        passages=[_passage(one.article, one) for one in sources if one.article],
    )


def _passage(article: Article, source: Source) -> Passage:
    return Passage(article.label, law_address(source), article.lines)


def passages_in(text: str) -> list[Passage]:
    """The articles a running text names, with their addresses; those that are loaded."""
    cited = list(dict.fromkeys(one.article for one in cited_in(text)))
    sources = resolve(cited)
    return [
        Passage(str(one), law_address(sources[one]), []) for one in cited if sources[one].article
    ]


def with_proofs(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of materials, each with the proof it is."""
    known = list(rows)
    proofs = proofs_by_key(row["material"].proof for row in known)
    return [{**row, "proof": proofs.get(row["material"].proof)} for row in known]
