"""The text of the article a legal basis names. `{% load laws %}`."""

from typing import Any

from django import template

from yimen.catalogue.queries import sources_of

register = template.Library()


@register.inclusion_tag("desk/items/_article.html")
def article_text(form: Any) -> dict[str, Any]:
    """What the basis in a row of the editor leads to, as it stands in the form now."""
    law, article = (str(form[name].value() or "").strip() for name in ("law", "article"))
    sources = sources_of(law, article) if law else []
    return {
        "articles": [one.article for one in sources if one.article],
        "laws": list({one.law.pk: one.law for one in sources if one.law}.values()),
        "is_asked": bool(law),
        "is_missing": any(one.state in {"no_article", "no_law"} for one in sources),
    }
