"""Reading what people typed."""

import unicodedata

from yimen.kernel.codes.errors import BadCode


def tidy(value: str) -> str:
    """The code as its standard writes it: half-width, upper-case, without spaces."""
    return "".join(unicodedata.normalize("NFKC", value).split()).upper()


def check_length(kind: str, text: str, *lengths: int) -> None:
    """Refuse a code that is not as long as its standard says."""
    if not text:
        raise BadCode(kind, "empty")
    if len(text) not in lengths:
        expected = "/".join(str(n) for n in lengths)
        raise BadCode(kind, "length", expected=expected, length=len(text))


def check_characters(kind: str, text: str, allowed: str, *, start: int = 0) -> None:
    """Refuse a part with a character its standard does not know; `start` is where it begins."""
    for index, character in enumerate(text):
        if character not in allowed:
            raise BadCode(kind, "characters", found=character, position=start + index + 1)
