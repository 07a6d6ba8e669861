"""Words of the responsibility list."""

from django.utils.translation import pgettext_lazy

#: The steps at which an authority owes something (责任事项).
STAGES = {
    "accept": pgettext_lazy("duty", "Acceptance"),
    "examine": pgettext_lazy("duty", "Examination"),
    "decide": pgettext_lazy("duty", "Decision"),
    "issue": pgettext_lazy("duty", "Issue and delivery"),
    "supervise": pgettext_lazy("duty", "Supervision afterwards"),
    "other": pgettext_lazy("duty", "Other duties"),
}


def duty_stage(stage: str) -> str:
    """What a step is called; an unknown one by its own name."""
    return str(STAGES.get(stage, stage))
