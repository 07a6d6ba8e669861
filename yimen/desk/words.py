"""How states look on the desk."""

from collections.abc import Mapping

TONES: Mapping[str, str] = {
    "submitted": "active",
    "supplementing": "near",
    "supplemented": "active",
    "declined": "bad",
    "accepted": "active",
    "in_review": "active",
    "paused": "paused",
    "granted": "good",
    "refused": "bad",
    "result_made": "good",
    "delivered": "good",
    "concluded": "good",
}
