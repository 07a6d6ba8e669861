"""The guide of an item for machines: JSON-LD in the words of schema.org and CPSV-AP 3."""

from typing import Any

from yimen.catalogue.models import ItemVersion, ServiceItem
from yimen.catalogue.queries import code_names
from yimen.portal.printing import guide_address

CONTEXT = [
    "https://schema.org",
    {
        "cpsv": "http://purl.org/vocab/cpsv#",
        "cv": "http://data.europa.eu/m8g/",
        "dct": "http://purl.org/dc/terms/",
        "eli": "http://data.europa.eu/eli/ontology#",
    },
]
#: ISO 8601 knows no working days: the letter of the unit, and beside it the unit in words.
DURATIONS = {"working_days": "P{}D", "natural_days": "P{}D", "months": "P{}M"}
FEN = 100


def linked_data(item: ServiceItem, version: ItemVersion, *, kind: str) -> dict[str, Any]:
    """The item as schema.org GovernmentService and CPSV-AP PublicService; empty places left out.

    `kind` is the name of its type.
    """
    audiences = code_names("audience", item.scheme) if version.audiences else {}
    address = guide_address(item)
    return _filled(
        {
            "@context": CONTEXT,
            "@type": ["GovernmentService", "cpsv:PublicService"],
            "@id": address,
            "url": address,
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
            "availableChannel": _channels(item, version, address),
            "cpsv:hasInput": [
                {
                    "@type": "cv:Evidence",
                    "identifier": material.key,
                    "name": material.name,
                    "description": material.note,
                    "cv:isRequired": material.is_required,
                }
                for material in version.material_list
            ],
            "cpsv:produces": _result(version),
            "cv:hasCost": [
                {
                    "@type": "cv:Cost",
                    "identifier": fee.key,
                    "description": f"{fee.name} {fee.standard}".strip(),
                    "cv:currency": "CNY",
                    "cv:value": None if fee.amount_fen is None else fee.amount_fen / FEN,
                }
                for fee in version.fee_list
            ],
            "isAccessibleForFree": not version.fees,
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


def _channels(item: ServiceItem, version: ItemVersion, address: str) -> list[dict[str, Any]]:
    online = {
        "@type": "ServiceChannel",
        "serviceUrl": f"{address}apply/",
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
