"""The app as Django knows it."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """See docs/apps/cases.md."""

    name = "yimen.cases"
    label = "cases"

    def ready(self) -> None:
        """Make known: the followers to whoever runs them, the checks of processes to items."""
        from yimen.cases import followers  # noqa: F401
        from yimen.cases.rules.processes import process_findings
        from yimen.catalogue import ports

        ports.checks.append(process_findings)
