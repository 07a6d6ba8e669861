"""A city; also what `yimen up` runs on a laptop, so that what is tried is what is used."""

from yimen.config.settings.base import *

SECURE_SSL_REDIRECT = IS_SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if IS_SECURE else 0
