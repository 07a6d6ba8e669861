"""How a result reaches the applicant, and the code it is fetched with."""

from typing import Any

ELECTRONIC, WINDOW, POST = "electronic", "window", "post"
WAYS = (ELECTRONIC, WINDOW, POST)
MOST_TRIES = 5  # wrong codes; after them only a document opens


def wished_delivery(case: Any) -> dict[str, Any]:
    """What the applicant wished for: chosen by itself, or in the form's own question."""
    if case.delivery_way:
        return {}
    way = case.form.get("result_way")
    if way not in WAYS:
        return {}
    address = str(case.form.get("contact_address") or "") if way == POST else ""
    return {"delivery_way": way, "delivery_address": address[:300]}
