"""One page of the editor: its form and the forms of its lists, as one."""

from typing import Any

from yimen.catalogue.models import ItemVersion
from yimen.desk.forms.items.parts import BasicsForm, ConditionsForm, PartForm
from yimen.desk.forms.items.rows import row_set

#: The form and the lists of every page that has nothing of its own; see desk.items.drafts.PARTS.
EDITED: dict[str, tuple[type[PartForm], tuple[str, ...]]] = {
    "basics": (BasicsForm, ("bases",)),
    "materials": (ConditionsForm, ("materials",)),
    "situations": (PartForm, ("situations", "terms")),
    "process": (PartForm, ("links",)),
    "review": (PartForm, ("checkpoints",)),
    "fees": (PartForm, ("fees", "places", "questions")),
}


class Editor:
    """The form of a page and the forms of its lists, as one."""

    def __init__(self, version: ItemVersion, part: str, data: Any = None) -> None:
        self.version = version
        form, lists = EDITED[part]
        content = version.content()
        initial = {**content, "reason": version.reason, "seen": version.fingerprint()}
        self.main = form(data, initial=initial, scheme=version.item.scheme)
        self.lists = [row_set(name, content, data) for name in lists]

    def is_valid(self) -> bool:
        """Whether every field has the right shape; all are looked at, so that all errors show."""
        return all([self.main.is_valid(), *(one.is_valid() for one in self.lists)])

    def elements(self) -> dict[str, Any]:
        """Everything said on the page, as the catalogue stores it."""
        simple = {k: v for k, v in self.main.cleaned_data.items() if k not in {"reason", "seen"}}
        return simple | {str(one.prefix): one.rows() for one in self.lists}
