"""The small things an item version is made of (实施清单 elements), as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Element:
    """What all elements share: the way into JSON and back."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The element of stored data; places the data does not fill keep their default."""
        known = {f.name for f in fields(cls)}
        return cls(**{name: value for name, value in data.items() if name in known})

    def to_json(self) -> dict[str, Any]:
        """The element as it is stored: every place by its name."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


@dataclass(frozen=True, slots=True)
class Basis(Element):
    """A legal basis (设定依据): the law, the article, and its words."""

    law: str
    article: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Condition(Element):
    """A condition of acceptance that only some situations bring; `conditions` holds for all."""

    key: str
    text: str
    text_en: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Attachment(Element):
    """A file given along with a material: a blank form (空白表格) or one filled in (示例样表)."""

    kind: str  #: blank | sample
    name: str
    sha256: str = ""  #: of its bytes; what is published can be told from any other file
    size: int = 0
    blob: str = ""  #: id of the stored file


@dataclass(frozen=True, slots=True)
class Material(Element):
    """A paper the applicant gives (申请材料); the key stays the same from version to version."""

    key: str
    name: str
    medium: str = "both"  #: paper | electronic | both (材料形式)
    original: int = 0  #: how many originals
    copies: int = 0  #: how many copies
    source: str = "applicant"  #: applicant | government | other (来源渠道)
    issuer: str = ""  #: who issues it, where it is not the applicant's own
    is_required: bool = True
    may_follow: bool = False  #: may be handed in later (容缺后补)
    note: str = ""  #: how to fill it in, what is accepted
    basis: str = ""  #: law and article that demand it
    when: str = ""  #: expression; it is asked for only where that holds
    result_of: str = ""  #: code, or basic code, of the item whose result it is (前置事项)
    proof: str = ""  #: key of the proof on the proof list (证明事项清单) that it is
    follow_days: int = 0  #: working days from acceptance to hand it in later (补齐时限)
    follow_breach: str = "hold"  #: hold | end | record: what follows if it is not (逾期后果)
    intermediary: str = ""  #: the intermediary service (中介服务) whose result it is
    files: tuple[Attachment, ...] = ()  #: blank forms and samples to download

    @property
    def can_follow(self) -> bool:
        """Whether this needed paper may come later: the guide says so, and until when."""
        return self.is_required and self.may_follow and self.follow_days > 0

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The material of stored data, with the files given along."""
        files = tuple(Attachment.from_json(row) for row in data.get("files") or ())
        return super(Material, cls).from_json({**data, "files": files})

    def to_json(self) -> dict[str, Any]:
        """The material as it is stored, its files as plain data."""
        return {
            **super(Material, self).to_json(),
            "files": [one.to_json() for one in self.files],
        }


@dataclass(frozen=True, slots=True)
class Fee(Element):
    """A charge (收费项目) with its standard and basis; the amount is known only if it is fixed."""

    key: str
    name: str
    standard: str = ""
    basis: str = ""
    amount_fen: int | None = None
    when: str = ""  #: expression; it is charged only where that holds
    is_reducible: bool = False  #: may be reduced or waived (允许减免)
    reduction: str = ""  #: for whom, and by which rule (减免依据)


@dataclass(frozen=True, slots=True)
class Question(Element):
    """A frequent question and its answer (常见问题)."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Place(Element):
    """Where and when the item is handled in person (办理地点)."""

    name: str = ""
    address: str = ""
    hours: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Duty(Element):
    """What the organ owes at one step of a power (责任事项), and where that is written."""

    stage: str  #: accept | examine | decide | issue | supervise | other
    text: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Link(Element):
    """A link of the handling (办理环节): what it means for the case, who does it, how long."""

    key: str
    kind: str  #: one of LINK_KINDS in catalogue.messages: accept, examine, … decide, issue
    name: str
    grant: str
    days: int | None = None  #: working days; None: only the whole limit counts
    name_en: str = ""
    when: str = ""  #: expression; the link is left out where that does not hold
    rule: str = ""  #: all | any | share: several give an opinion (会签), and how it is decided
    voters: int = 0  #: how many do, where there is a rule
    share: int = 0  #: per cent in favour that carry it, by rule "share"


@dataclass(frozen=True, slots=True)
class FormField(Element):
    """A field of the application form; the key stays the same from version to version.

    A row of kind "section" begins a section, which ends where the next begins; a "table" is
    answered row by row, a field for each column.
    """

    key: str
    label: str
    label_en: str = ""
    kind: str = "text"  #: one of FIELD_KINDS
    is_required: bool = True
    options: tuple[tuple[str, str], ...] = ()  #: (value, label) of choice and many
    help: str = ""
    pattern: str = ""  #: regular expression the whole text must match
    min: int | None = None  #: least number, length of a text, count of rows or files
    max: int | None = None  #: greatest number, length of a text, count of rows or files
    options_en: tuple[tuple[str, str], ...] = ()
    help_en: str = ""
    unit: str = ""  #: what a number counts (平方米)
    when: str = ""  #: expression over earlier answers; empty: always asked
    check: str = ""  #: expression that must hold once answered
    check_text: str = ""  #: what to put right where the check does not hold
    check_text_en: str = ""
    columns: tuple["FormField", ...] = ()  #: of a table

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The field of stored data; JSON knows only lists, here options are pairs."""
        more: dict[str, Any] = {
            name: tuple((str(value), str(label)) for value, label in data[name])
            for name in ("options", "options_en")
            if name in data
        }
        if "columns" in data:
            more["columns"] = tuple(cls.from_json(row) for row in data["columns"])
        return super(FormField, cls).from_json({**data, **more})

    def to_json(self) -> dict[str, Any]:
        """The field as it is stored, its options and columns as lists."""
        data = super(FormField, self).to_json()
        for name in ("options", "options_en"):
            data[name] = [list(pair) for pair in data[name]]
        data["columns"] = [column.to_json() for column in self.columns]
        return data


@dataclass(frozen=True, slots=True)
class SituationQuestion(Element):
    """A question about the applicant's own case (情形); its answers decide what applies to him."""

    key: str
    text: str
    text_en: str = ""
    help: str = ""
    options: tuple[tuple[str, str, str], ...] = ()  #: (value, label, English label)
    is_many: bool = False
    when: str = ""  #: expression on earlier answers; else the question is not asked

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The question of stored data; an option without English words may leave them out."""
        options = tuple(
            (str(value), str(label), str(english[0]) if english else "")
            for value, label, *english in data.get("options", ())
        )
        return super(SituationQuestion, cls).from_json({**data, "options": options})

    def to_json(self) -> dict[str, Any]:
        """The question as it is stored, its options as lists."""
        options = [list(option) for option in self.options]
        return {**super(SituationQuestion, self).to_json(), "options": options}


FIELD_KINDS = (
    "section",
    "text",
    "long_text",
    "number",
    "money",
    "date",
    "period",
    "choice",
    "many",
    "yes_no",
    "region",
    "person",
    "organisation",
    "phone",
    "resident_id",
    "uscc",
    "file",
    "table",
    "declaration",
)

#: The four links of every item without a process of its own (受理 审查 决定 送达). Five working
#: days to accept: Administrative Licensing Law, art. 32; ten to deliver: art. 44.
STANDARD_LINKS: tuple[Link, ...] = (
    Link("accept", "accept", "受理", "case.accept", 5, "Acceptance"),
    Link("examine", "examine", "审查", "case.examine", None, "Examination"),
    Link("decide", "decide", "决定", "case.decide", None, "Decision"),
    Link("issue", "issue", "制证送达", "case.deliver", 10, "Issue and delivery"),
)

#: The form of every item without one of its own: who to talk to, what is asked for, which way
#: the result goes.
STANDARD_FORM: tuple[FormField, ...] = (
    FormField("contact_name", "联系人", "Contact person", max=60),
    FormField("contact_phone", "联系电话", "Contact phone", kind="phone"),
    FormField("contact_address", "联系地址", "Contact address", is_required=False, max=300),
    FormField("request", "申请内容", "What you ask for", kind="long_text", min=2, max=2000),
    FormField(
        "result_way",
        "结果领取方式",
        "How you want the result",
        kind="choice",
        options=(("electronic", "电子送达"), ("window", "窗口领取"), ("post", "邮寄送达")),
        options_en=(
            ("electronic", "Electronically"),
            ("window", "At the window"),
            ("post", "By post"),
        ),
    ),
    FormField(
        "truth",
        "本人承诺所填内容和所交材料真实、合法、有效",
        "I declare that what I state and hand in is true, lawful and valid",
        kind="declaration",
    ),
)
