"""How names to sign in with, one-time passwords and the names of persons look."""

import re
import secrets
import unicodedata
from datetime import timedelta

#: A password somebody else knows is good for one sign-in, and not for long.
ONE_TIME_LASTS = timedelta(days=3)
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
_USERNAME = re.compile(r"[a-z0-9@._-]{4,60}")


def one_time_password() -> str:
    """Three groups of four signs that can be read out and copied by hand."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(3))


def tidy_username(text: str) -> str:
    """The name as it is stored: half-width and lower-case, so that no two look alike."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def is_username(text: str) -> bool:
    """Whether the tidied name may be used to sign in."""
    return _USERNAME.fullmatch(text) is not None


def tidy_name(text: str) -> str:
    """A name without needless space; the dot of minority names (买买提·艾力) is one sign."""
    joined = " ".join(unicodedata.normalize("NFKC", text).split())
    return re.sub(r"\s*[·•・‧]\s*", "·", joined)


def is_same_name(first: str, second: str) -> bool:
    """Whether two writings name the same person or organisation; brackets of both widths do."""
    return _bare(first) == _bare(second)


def _bare(name: str) -> str:
    return tidy_name(name).replace(" ", "").casefold()
