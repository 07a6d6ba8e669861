"""The site's key: given from outside, or made once under `var/`."""

import secrets

from yimen.config.env import Env


def secret_key(env: Env) -> str:
    """The key for signatures and for encrypting personal data; kept readable by its owner only."""
    if env.secret_key:
        return env.secret_key
    path = env.var / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()
