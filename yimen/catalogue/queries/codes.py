"""Names of codes."""

from django.utils.translation import get_language

from yimen.catalogue.models import Code


def code_names(table: str, scheme: str = "gb") -> dict[str, str]:
    """The names of a code table in the reader's language; a province's own lines go first."""
    rows = Code.objects.filter(table=table, scheme__in={"gb", scheme})
    english = (get_language() or "").startswith("en")
    names: dict[str, str] = {}
    for row in rows.order_by("position", "code"):
        if row.scheme == scheme or row.code not in names:
            names[row.code] = (english and row.name_en) or row.name
    return names


def code_name(table: str, code: str, scheme: str = "gb") -> str:
    """The name of one code; the code itself where the table does not know it."""
    return code_names(table, scheme).get(code, code)
