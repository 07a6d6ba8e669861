"""Taking files in."""

from yimen.files.actions.storing import store_upload

__all__ = ["store_upload"]
