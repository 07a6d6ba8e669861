"""Service items as they are published."""

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


class MaterialOut(Schema):
    """A paper to hand in."""

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


class FeeOut(Schema):
    """A charge; the amount in fen where it is fixed."""

    name: str
    standard: str
    basis: str
    amount_fen: int | None


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
    materials: list[MaterialOut]
    fees: list[FeeOut]
    places: list[PlaceOut]
    questions: list[QuestionOut]
