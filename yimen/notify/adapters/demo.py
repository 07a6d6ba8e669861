"""A carrier that carries nothing: the desk shows what would have been sent."""

from datetime import datetime

from yimen.notify.ports import Report, Text


class DemoGateway:
    """Takes every text; it arrives at once."""

    def send(self, text: Text) -> str:
        """Take it."""
        return f"demo-{text.reference}"

    def ask(self, text: Text, name: str, sent_at: datetime) -> Report | None:
        """It has arrived."""
        return Report(text.reference, is_delivered=True)
