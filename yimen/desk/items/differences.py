"""How two versions differ, field by field."""

from dataclasses import dataclass, field

from yimen.catalogue.messages import element_label, part_label
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.queries import changes_of
from yimen.catalogue.rules.elements import Element
from yimen.desk.items.words import Words, row_texts


@dataclass(frozen=True)
class Difference:
    """A part with what it said before and says now."""

    label: str
    before: str
    after: str


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


def change_views(version: ItemVersion) -> list[ChangeView]:
    """Field by field, what publishing this version would change."""
    words = Words(version.item.scheme)
    views = []
    for change in changes_of(version):
        label = element_label(change.field)
        if change.is_list:
            pairs = [pair for one in change.altered for pair in _differences(*one)]
            added = [_in_one_line(row) for row in change.added]
            removed = [_in_one_line(row) for row in change.removed]
            views.append(ChangeView(label, pairs, added, removed))
        else:
            before, after = (words.value(change.field, v) for v in (change.before, change.after))
            views.append(ChangeView(label, [Difference("", before, after)]))
    return views


def _differences(before: Element, after: Element) -> list[Difference]:
    old, new = row_texts(before.to_json()), row_texts(after.to_json())
    title = next(iter(new.values()))
    return [
        Difference(f"{title} · {part_label(name)}", old[name], new[name])
        for name in new
        if old[name] != new[name]
    ]


def _in_one_line(row: Element) -> str:
    first, *rest = ((name, text) for name, text in row_texts(row.to_json()).items() if text)
    said = [f"{part_label(name)}：{text}" for name, text in rest]
    return "；".join([first[1], *said])
