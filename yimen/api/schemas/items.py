"""Service items as they are published."""

from typing import Any

from ninja import Schema


class Office(Schema):
    """The organisation that implements an item."""

    name: str
    region: str


class Limit(Schema):
    """A time limit; no amount: none is set."""

    amount: int | None
    unit: str


class ItemLine(Schema):
    """An item in a list."""

    code: str
    name: str
    name_en: str
    item_type: str
    office: Office
    audiences: list[str]
    is_instant: bool
    promised: Limit


class ItemList(Schema):
    """Some items; `next_start` asks for more, and is null on the last page."""

    items: list[ItemLine]
    next_start: int | None


class BasisOut(Schema):
    """A legal basis."""

    law: str
    article: str
    text: str


class OptionOut(Schema):
    """An option of a question about the applicant's own case."""

    value: str
    label: str
    label_en: str


class SituationQuestionOut(Schema):
    """A question about the applicant's own case; `when` looks at earlier answers."""

    key: str
    text: str
    text_en: str
    help: str
    is_many: bool
    when: str
    options: list[OptionOut]

    @staticmethod
    def resolve_options(question: Any) -> list[dict[str, str]]:
        """The options by name."""
        names = ("value", "label", "label_en")
        return [dict(zip(names, option, strict=True)) for option in question.options]


class TermOut(Schema):
    """A condition that only some situations bring; `when` says which."""

    key: str
    text: str
    text_en: str
    when: str


class MaterialOut(Schema):
    """A paper to hand in; `when` says where only, `result_of` whose result it is."""

    key: str
    name: str
    medium: str
    original: int
    copies: int
    source: str
    issuer: str
    is_required: bool
    may_follow: bool
    note: str
    basis: str
    when: str
    result_of: str


class FeeOut(Schema):
    """A charge; the amount in fen where it is fixed."""

    name: str
    standard: str
    basis: str
    amount_fen: int | None
    when: str


class LinkOut(Schema):
    """A link of the handling and its own limit in working days, if it has one."""

    key: str
    kind: str
    name: str
    name_en: str
    days: int | None


class PlaceOut(Schema):
    """Where the item is handled in person."""

    name: str
    address: str
    hours: str
    phone: str


class QuestionOut(Schema):
    """A frequent question."""

    question: str
    answer: str


class ItemOut(ItemLine):
    """Everything a published item says."""

    version: int
    legal: Limit
    limit_note: str
    conditions: str
    result_kind: str
    result_name: str
    visits: int
    is_online: bool
    consult_phone: str
    complaint_phone: str
    bases: list[BasisOut]
    situations: list[SituationQuestionOut]
    terms: list[TermOut]
    materials: list[MaterialOut]
    fees: list[FeeOut]
    places: list[PlaceOut]
    questions: list[QuestionOut]


class SituationOut(Schema):
    """What of an item applies to who answers so; `depends` names what is not sure yet."""

    answers: dict[str, str | list[str]]
    is_settled: bool
    asked: list[SituationQuestionOut]
    terms: list[TermOut]
    materials: list[MaterialOut]
    fees: list[FeeOut]
    links: list[LinkOut]
    depends: list[str]
