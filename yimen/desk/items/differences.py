"""How two versions differ, field by field, with marks for what goes and what comes."""

from dataclasses import dataclass, field

from yimen.catalogue.messages import element_label, part_label
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.rules.content import Change, changes
from yimen.catalogue.rules.difference import Mark, marks
from yimen.catalogue.rules.elements import Element
from yimen.desk.items.words import Words, row_texts


@dataclass(frozen=True)
class Difference:
    """A part with the marks of its change."""

    label: str
    marks: list[Mark]


@dataclass(frozen=True)
class ChangeView:
    """One changed field as the reviewer reads it."""

    label: str
    differences: list[Difference]
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    @property
    def is_reordered(self) -> bool:
        """Whether only the order of a list changed."""
        return not (self.differences or self.added or self.removed)


def change_views(version: ItemVersion, before: ItemVersion | None) -> list[ChangeView]:
    """Field by field, how a version differs from another; from nothing if there is none."""
    words = Words(version.item.scheme)
    found = changes(before.content() if before else {}, version.content())
    return [_view(words, change) for change in found]


def _view(words: Words, change: Change) -> ChangeView:
    label = element_label(change.field)
    if not change.is_list:
        before, after = (words.value(change.field, v) for v in (change.before, change.after))
        return ChangeView(label, [Difference("", marks(before, after))])
    pairs = [pair for one in change.altered for pair in _differences(*one)]
    added = [_in_one_line(row) for row in change.added]
    removed = [_in_one_line(row) for row in change.removed]
    return ChangeView(label, pairs, added, removed)


def _differences(before: Element, after: Element) -> list[Difference]:
    old, new = row_texts(before.to_json()), row_texts(after.to_json())
    title = next(iter(new.values()))
    return [
        Difference(f"{title} · {part_label(name)}", marks(old[name], new[name]))
        for name in new
        if old[name] != new[name]
    ]


def _in_one_line(row: Element) -> str:
    first, *rest = ((name, text) for name, text in row_texts(row.to_json()).items() if text)
    said = [f"{part_label(name)}：{text}" for name, text in rest]
    return "；".join([first[1], *said])
