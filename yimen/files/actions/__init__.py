"""Taking files in."""

from yimen.files.actions.storing import check_upload, store_upload

__all__ = ["check_upload", "store_upload"]
