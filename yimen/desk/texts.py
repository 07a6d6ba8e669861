"""Texts of messages as the desk shows them: by group, with their versions and a preview."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import translation

from yimen.kernel.actor import Actor
from yimen.notify.messages import GROUPS
from yimen.notify.models import Channel, Wording
from yimen.notify.ports import MessageKind, kinds
from yimen.notify.rules import fill

#: What the program says itself, put with the places of a text: where rewriting starts from.
FIRST: Mapping[str, tuple[str, str]] = {
    Channel.IN_APP: ("{event}：{item}", "{sentence}\n{number}\n{office}"),
    Channel.MAIL: ("{event}：{item}", "{sentence}\n{number}\n{office}"),
    Channel.SMS: ("", "{event}：{item} {link}"),
}
LANGUAGES = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Text:
    """A text in force, and the versions before it, newest first."""

    kind: str
    name: Any
    channel: str
    language: str
    versions: list[Wording] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The number of the newest version; 0 is the program's own."""
        return self.versions[0].number if self.versions else 0

    @property
    def is_own(self) -> bool:
        """Whether the house says it its own way now."""
        return bool(self.versions and self.versions[0].body)

    @property
    def title(self) -> str:
        """The heading in force."""
        return self.versions[0].title if self.is_own else FIRST[self.channel][0]

    @property
    def body(self) -> str:
        """The text in force."""
        return self.versions[0].body if self.is_own else FIRST[self.channel][1]

    @property
    def provider_code(self) -> str:
        """What the carrier calls it."""
        return self.versions[0].provider_code if self.is_own else ""

    @property
    def channel_name(self) -> str:
        """How it travels."""
        return str(Channel(self.channel).label)

    @property
    def language_name(self) -> str:
        """In which language it is."""
        return LANGUAGES[self.language]


class PreviewText:
    """A text as somebody would read it, with samples in its places."""

    def __init__(self, text: Text, data: Mapping[str, Any]) -> None:
        with translation.override(text.language):
            values = {name: str(value) for name, value in kinds[text.kind].places.items()}
            values["event"] = str(text.name)
        self.title = fill(str(data.get("title", "")), values)
        self.body = fill(str(data.get("body", "")), values)

    @property
    def length(self) -> int:
        """How many characters a text message takes."""
        return len(self.body)


def text_groups(actor: Actor) -> list[tuple[Any, list[tuple[MessageKind, list[Text]]]]]:
    """Every kind by group, each with its texts over every channel, in every language."""
    versions = _versions(actor)
    return [
        (
            title,
            [
                (kind, [_text(kind, channel, code, versions) for channel, code in _ways(kind)])
                for kind in kinds.values()
                if kind.group == group
            ],
        )
        for group, (title, _about) in GROUPS.items()
    ]


def text_of(actor: Actor, kind: str, channel: str, language: str) -> Text | None:
    """One text, if there is such."""
    if kind not in kinds or (channel, language) not in _ways(kinds[kind]):
        return None
    return _text(kinds[kind], channel, language, _versions(actor, kind))


def places_shown(kind: str) -> list[tuple[str, Any]]:
    """The named places of a kind, as they are written, with a sample each."""
    return [(f"{{{name}}}", sample) for name, sample in kinds[kind].places.items()]


def _ways(kind: MessageKind) -> list[tuple[str, str]]:
    """Officers get no text messages."""
    channels = [c for c in Channel.values if kind.group != "work" or c != Channel.SMS]
    return [(channel, language) for channel in channels for language in LANGUAGES]


def _versions(actor: Actor, kind: str = "") -> dict[tuple[str, str, str], list[Wording]]:
    found = Wording.objects.visible_to(actor).select_related("written_by").order_by("-number")
    versions: dict[tuple[str, str, str], list[Wording]] = {}
    for one in found.filter(kind=kind) if kind else found:
        versions.setdefault((one.kind, one.channel, one.language), []).append(one)
    return versions


def _text(
    kind: MessageKind,
    channel: str,
    language: str,
    versions: Mapping[tuple[str, str, str], list[Wording]],
) -> Text:
    found = versions.get((kind.name, channel, language), [])
    return Text(kind.name, kind.title, channel, language, found)
