"""The app as Django knows it."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """See docs/apps/identity.md."""

    name = "yimen.identity"
    label = "identity"

    def ready(self) -> None:
        """Hear of second factors that were just set up."""
        from allauth.mfa.signals import authenticator_added

        from yimen.identity.adapters.second_factor import note_second_factor

        authenticator_added.connect(note_second_factor)
