"""Check characters: GB 32100, GB 11714, GB 11643 (ISO 7064 MOD 11-2), ISO 7064 MOD 37,36."""

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ALPHANUMERICS = DIGITS + LETTERS
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"

_USCC_WEIGHTS = [pow(3, i, 31) for i in range(17)]
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def uscc_check(text: str) -> str:
    """The check character of the first seventeen of a unified social credit code."""
    total = sum(USCC_ALPHABET.index(c) * w for c, w in zip(text, _USCC_WEIGHTS, strict=True))
    return USCC_ALPHABET[-total % 31]


def org_check(text: str) -> str:
    """The check character of the first eight of an organisation code (GB 11714)."""
    total = sum(ALPHANUMERICS.index(c) * w for c, w in zip(text, _ORG_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]


def resident_check(text: str) -> str:
    """The check character of the first seventeen digits of an identity number (GB 11643)."""
    total = sum(int(c) * w for c, w in zip(text, _RESIDENT_WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def mod_37_36(text: str) -> str:
    """The check character of ISO 7064 MOD 37,36."""
    product = 36
    for character in text:
        total = (product + ALPHANUMERICS.index(character)) % 36 or 36
        product = total * 2 % 37
    return ALPHANUMERICS[(37 - product) % 36]
