"""What templates may say: icons, dates, amounts, numbers, errors. `{% load ui %}`."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import segno
from django import template
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils import dateformat, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yimen.kernel import money
from yimen.ui.clock import Face, Month, face, months
from yimen.ui.icons import drawing
from yimen.ui.words import ARTICLES, LEFT_OUT

register = template.Library()

WEEKDAYS = "一二三四五六日"


def _is_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


def _local(value: date) -> date:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.simple_tag
def icon(name: str, label: str = "", cls: str = "") -> SafeString:
    """`{% icon "clock" %}` is decoration; with a label it speaks."""
    words = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else mark_safe('aria-hidden="true" focusable="false"')
    )
    head = format_html('<svg class="icon {}" {} ', cls, words)
    return mark_safe(drawing(name).replace("<svg ", head, 1))


@register.simple_tag
def qr(text: str, label: str = "", scale: int = 4) -> SafeString:
    """A QR code as inline SVG, black on white."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out,
        kind="svg",
        scale=scale,
        xmldecl=False,
        svgns=True,
        omitsize=False,
        light="#fff",
        svgclass="y-qr",
        lineclass=None,
    )
    head = format_html('<svg role="img" aria-label="{}" ', label or text)
    return mark_safe(out.getvalue().decode().strip().replace("<svg ", head, 1))


@register.filter
def cn_date(value: date | None) -> str:
    """2026年5月20日 (周三); in English 20 May 2026 (Wed)."""
    if not value:
        return ""
    day = _local(value)
    if _is_chinese():
        return f"{day.year}年{day.month}月{day.day}日 (周{WEEKDAYS[day.weekday()]})"
    return dateformat.format(day, "j M Y (D)")


@register.filter
def cn_day(value: date | None) -> str:
    """5月20日; in English 20 May. With its year if it is not of this one."""
    if not value:
        return ""
    day = _local(value)
    is_of_now = day.year == timezone.localdate().year
    if _is_chinese():
        return f"{'' if is_of_now else f'{day.year}年'}{day.month}月{day.day}日"
    return dateformat.format(day, "j M" if is_of_now else "j M Y")


@register.filter
def cn_datetime(value: datetime | None) -> str:
    """2026年5月20日 (周三) 10:32."""
    return f"{cn_date(value)} {cn_time(value)}".strip() if value else ""


@register.filter
def cn_time(value: datetime | None) -> str:
    """10:32, in Shanghai."""
    return _local(value).strftime("%H:%M") if value else ""


@register.filter
def iso(value: date | None) -> str:
    """The machine's form for <time datetime>."""
    return _local(value).isoformat() if value else ""


@register.filter
def yuan(fen: int | None) -> str:
    """¥1,280.00 from integer fen."""
    return "" if fen is None else money.yuan(fen)


@register.filter
def group4(value: object) -> str:
    """A long number in groups of four."""
    text = str(value or "")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


@register.filter
def get(things: Mapping[Any, Any] | Sequence[Any] | None, key: Any) -> Any:
    """The value under a key, or at a place, that is itself a variable."""
    if not things:
        return None
    if isinstance(things, Mapping):
        return things.get(key)
    return things[key] if key < len(things) else None


@register.filter
def in_language(thing: Any, attribute: str = "name") -> str:
    """Content in English where there is English, else as it is: `item|in_language:"name"`."""
    english = "" if _is_chinese() else getattr(thing, f"{attribute}_en", "")
    return str(english or getattr(thing, attribute, "") or "")


@register.filter
def field_errors(form: BaseForm | None) -> list[dict[str, str]]:
    """Each error of a form with the id of its field, for the summary on top."""
    if not isinstance(form, BaseForm) or not form.is_bound:
        return []
    found = [{"id": "", "label": "", "text": str(text)} for text in form.non_field_errors()]
    for field in form:
        anchor = field.id_for_label or field.auto_id
        label = str(field.label).rstrip("。.")  # a sentence to agree to, now followed by a colon
        found += [{"id": anchor, "label": label, "text": str(text)} for text in field.errors]
    return found


@register.filter
def with_aria(field: BoundField) -> SafeString:
    """The field's widget, tied to its help and its error."""
    described = [
        f"{field.auto_id}_{end}"
        for end, there in (("help", field.help_text), ("error", field.errors))
        if there
    ]
    attrs: dict[str, Any] = {"aria-describedby": " ".join(described)} if described else {}
    if field.errors:
        attrs["aria-invalid"] = "true"
    own = field.field.widget.attrs.get("class", "")
    kind = getattr(field.field.widget, "input_type", "")
    if kind not in {"radio", "checkbox"}:
        attrs["class"] = f"{own} {'form-select' if kind == 'select' else 'form-control'}".strip()
    return field.as_widget(attrs=attrs)


@register.filter
def is_group(field: BoundField) -> bool:
    """Whether the widget is a set of choices, which needs a legend instead of a label."""
    kind = getattr(field.field.widget, "input_type", "")
    return field.use_fieldset or kind == "radio"


@register.filter
def is_tick(field: BoundField) -> bool:
    """Whether the widget is one tick box, whose label stands beside it."""
    return not field.use_fieldset and getattr(field.field.widget, "input_type", "") == "checkbox"


@register.filter
def clock_face(clock: Any) -> Face:
    """The clock as the bar draws it."""
    return face(clock)


@register.simple_tag
def compact_clock(clock: Any) -> SafeString:
    """The clock of a table's row: bar and a few words.

    Drawn once for all clocks that stand alike: it would be most of what drawing a list takes.
    """
    return _compact_clock(clock, get_language())


@lru_cache(maxsize=2048)
def _compact_clock(clock: Any, language: str | None) -> SafeString:
    return mark_safe(render_to_string("ui/_clock.html", {"clock": clock, "compact": True}).strip())


@register.filter
def clock_months(figure: Any, today: date) -> list[Month]:
    """The small calendar of a figure."""
    return months(figure, today)


@register.filter
def article(code: str) -> str:
    """The article a figure rests on, by its code."""
    return str(ARTICLES.get(code, code))


@register.filter
def left_out_word(reason: tuple[str, str, int]) -> str:
    """Why days do not count: the week-end, the holiday's name, a special procedure."""
    kind, name, _days = reason
    if kind == "holiday":
        return name or str(_("public holiday"))
    return str(LEFT_OUT.get(kind, kind))


@register.filter
def cn_month(value: date) -> str:
    """2026年5月; in English May 2026."""
    if _is_chinese():
        return f"{value.year}年{value.month}月"
    return dateformat.format(value, "F Y")
