"""The real texts: all of them are taken, and what the city cites is found in them."""

import pytest

from tests.conftest import AT
from yimen.catalogue.actions import import_laws
from yimen.catalogue.models import Article, Law
from yimen.catalogue.queries import resolve
from yimen.catalogue.rules.citations import Cited, cited_by, cited_in, cited_in_content
from yimen.catalogue.rules.content import stored
from yimen.config.demo.reading import items, read
from yimen.kernel.actor import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.shared_data]


@pytest.fixture
def national(shared_data):
    return import_laws(shared_data / "laws-cn" / "national-laws-md.tar.xz", by=SYSTEM, at=AT)


def test_all_national_texts_are_taken_and_the_city_cites_them(shared_data, national):
    again = import_laws(shared_data / "laws-cn" / "core", by=SYSTEM, at=AT)
    cited = [one for item in items() for _, one in cited_in_content(stored(item.elements))]
    cited += [one for proof in read("proofs.toml")["proof"] for one in cited_in(proof["basis"])]
    found = resolve(cited)
    lost = [str(one) for one in cited if found[one.article].state != "found"]

    assert not national.is_refused
    assert (national.file_count, national.law_count, national.added_count) == (1087, 1062, 995)
    assert {one.code for one in national.problems} == {"no_text", "second_text"}
    assert all("_index" in one.file for one in national.problems if one.code == "no_text")
    assert Article.objects.count() == national.article_count == 53351
    assert (again.law_count, again.unchanged_count) == (11, 11)
    assert len(cited) > 140
    assert len(lost) / len(cited) <= 0.05, lost


def test_every_citation_of_the_eleven_core_laws_is_found(shared_data):
    import_laws(shared_data / "laws-cn" / "core", by=SYSTEM, at=AT)
    laws = list(Law.objects.order_by("name"))
    wanted: set[Cited] = set()
    for law in laws:
        for article in law.articles.exclude(number=0):
            for title in (law.title, law.name, f"《{law.name}》", *law.aliases):
                for end in ("", "第一款", "第二款第（三）项"):
                    wanted |= {one.article for one in cited_by(title, f"{article.label}{end}")}
        wanted |= {
            one.article for one in cited_by(f"{law.title}（{law.edition_on.year}修正）", "第一条")
        }

    found = resolve(wanted)

    assert len(laws) == 11
    assert len({one.name for one in wanted}) >= 11 and len(wanted) > 674
    assert {source.state for source in found.values()} == {"found"}
