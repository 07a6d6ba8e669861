"""The guide of an item for machines: JSON-LD in the words of schema.org and CPSV-AP 3."""

from typing import Any

from django.conf import settings

from yimen.catalogue.models import ItemVersion, ServiceItem
from yimen.catalogue.queries import code_names
from yimen.catalogue.rules.situations import Narrowed
from yimen.portal import guide
from yimen.portal.printing import guide_address
from yimen.ui.situations import query_of

CONTEXT = [
    "https://schema.org",
    {
        "cpsv": "http://purl.org/vocab/cpsv#",
        "cv": "http://data.europa.eu/m8g/",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "eli": "http://data.europa.eu/eli/ontology#",
    },
]
#: ISO 8601 knows no working days: the letter of the unit, and beside it the unit in words.
DURATIONS = {"working_days": "P{}D", "natural_days": "P{}D", "months": "P{}M"}
FEN = 100


def linked_data(
    item: ServiceItem, version: ItemVersion, narrowed: Narrowed, *, kind: str
) -> dict[str, Any]:
    """The item as schema.org GovernmentService and CPSV-AP PublicService; empty places left out.

    Only what applies, or still may, under the answers about the situation; `kind` is the name of
    the item's type.
    """
    audiences = code_names("audience", item.scheme) if version.audiences else {}
    address = guide_address(item)
    return _filled(
        {
            "@context": CONTEXT,
            "@type": ["GovernmentService", "cpsv:PublicService"],
            "@id": address,
            "url": guide_address(item, narrowed.answers),
            "identifier": item.code,
            "name": _in_languages(version.name, version.name_en),
            "alternateName": version.short_name,
            "description": version.conditions,
            "serviceType": kind,
            "category": version.themes,
            "audience": [
                {"@type": "Audience", "audienceType": audiences.get(one, one)}
                for one in version.audiences
            ],
            "dct:modified": version.published_at and version.published_at.isoformat(),
            "provider": _office(item),
            "areaServed": _region(item),
            "availableChannel": _channels(item, version, narrowed),
            "cv:holdsRequirement": _requirements(version, narrowed),
            "cpsv:hasInput": _inputs(version, narrowed),
            "cpsv:produces": _result(version),
            "cv:hasCost": _costs(version, narrowed),
            "isAccessibleForFree": not narrowed.fees,
            "cv:hasLegalResource": [
                {"@type": "eli:LegalResource", "name": basis.law, "eli:number": basis.article}
                for basis in version.basis_list
            ],
            "cv:processingTime": _duration(version),
            "additionalProperty": _limit_in_words(version),
        }
    )


def _in_languages(chinese: str, english: str) -> list[dict[str, str]]:
    pairs = (("zh-Hans", chinese), ("en", english))
    return [{"@language": language, "@value": text} for language, text in pairs if text]


def _office(item: ServiceItem) -> dict[str, Any]:
    office = item.organisation
    return {
        "@type": ["GovernmentOrganization", "cv:PublicOrganisation"],
        "identifier": office.uscc,
        "name": _in_languages(office.name, office.name_en),
        "telephone": office.phone,
        "address": office.address,
    }


def _region(item: ServiceItem) -> dict[str, Any]:
    region = item.organisation.region
    return {
        "@type": "AdministrativeArea",
        "identifier": region.code,
        "name": _in_languages(region.name, region.name_en),
    }


def _requirements(version: ItemVersion, narrowed: Narrowed) -> list[dict[str, Any]]:
    return [
        {
            "@type": "cv:Requirement",
            "identifier": term.key,
            "name": _in_languages(term.text, term.text_en),
            "description": guide.only_where(version, narrowed, "terms", term),
        }
        for term in narrowed.terms
    ]


def _inputs(version: ItemVersion, narrowed: Narrowed) -> list[dict[str, Any]]:
    """The papers; one that only some open answer would bring is not required."""
    rows = [
        (one, guide.only_where(version, narrowed, "materials", one)) for one in narrowed.materials
    ]
    return [
        {
            "@type": "cv:Evidence",
            "identifier": material.key,
            "name": material.name,
            "description": "\n".join(filter(None, [only, material.note])),
            "cv:isRequired": material.is_required and not only,
            "foaf:page": [
                {
                    "@type": "foaf:Document",
                    "name": f"{one['kind']} {one['name']}",
                    "url": settings.PUBLIC_URL + one["link"],
                }
                for one in guide.attachments(version, material)
            ],
        }
        for material, only in rows
    ]


def _costs(version: ItemVersion, narrowed: Narrowed) -> list[dict[str, Any]]:
    rows = [(fee, guide.only_where(version, narrowed, "fees", fee)) for fee in narrowed.fees]
    return [
        {
            "@type": "cv:Cost",
            "identifier": fee.key,
            "description": " ".join(filter(None, [fee.name, fee.standard, only])),
            "cv:currency": "CNY",
            "cv:value": None if fee.amount_fen is None else fee.amount_fen / FEN,
        }
        for fee, only in rows
    ]


def _channels(item: ServiceItem, version: ItemVersion, narrowed: Narrowed) -> list[dict[str, Any]]:
    query = f"?{query_of(narrowed.answers)}" if narrowed.answers else ""
    online = {
        "@type": "ServiceChannel",
        "serviceUrl": f"{guide_address(item)}apply/{query}",
        "availableLanguage": ["zh-Hans", "en"],
    }
    places = [
        {
            "@type": "ServiceChannel",
            "servicePhone": {"@type": "ContactPoint", "telephone": place.phone},
            "serviceLocation": {
                "@type": "Place",
                "name": place.name,
                "address": place.address,
                "description": place.hours,
            },
        }
        for place in version.place_list
    ]
    return [online, *places] if version.is_online else places


def _result(version: ItemVersion) -> list[dict[str, Any]]:
    return [{"@type": "cv:Output", "name": version.result_name}] if version.result_name else []


def _duration(version: ItemVersion) -> str | None:
    days = version.promised_days or version.legal_days
    unit = version.promised_unit if version.promised_days else version.legal_unit
    return DURATIONS[unit].format(days) if days else None


def _limit_in_words(version: ItemVersion) -> list[dict[str, Any]]:
    limits = (
        ("promised", version.promised_days, version.promised_unit),
        ("statutory", version.legal_days, version.legal_unit),
    )
    return [
        {"@type": "PropertyValue", "name": f"{name} limit", "value": days, "unitText": unit}
        for name, days, unit in limits
        if days is not None
    ]


def _filled(value: Any) -> Any:
    """The value without its empty places, which would say that there is nothing."""
    if isinstance(value, dict):
        kept = {name: _filled(one) for name, one in value.items()}
        return {name: one for name, one in kept.items() if one not in (None, "", [], {})}
    if isinstance(value, list):
        return [_filled(one) for one in value]
    return value
