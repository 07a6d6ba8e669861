"""The site's key: given from outside, or made once under `var/`."""

import os
import secrets
from contextlib import suppress
from tempfile import NamedTemporaryFile

from yimen.config.env import Env


def secret_key(env: Env) -> str:
    """The key for signatures and for encrypting personal data; readable by its owner only."""
    if env.secret_key:
        return env.secret_key
    path = env.var / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # Written aside and linked: of two processes starting at once, one key wins whole.
        with NamedTemporaryFile("w", dir=path.parent) as draft, suppress(FileExistsError):
            draft.write(secrets.token_urlsafe(48))
            draft.flush()
            os.link(draft.name, path)
    return path.read_text()
