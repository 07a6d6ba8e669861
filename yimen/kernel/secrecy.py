"""Keeping personal numbers: sealed in the database, masked on lists, found by a keyed digest.

The Personal Information Protection Law (art. 51) asks for encryption and for no more to be shown
than the task needs; a leaked database alone must reveal no number.
"""

import hmac
from base64 import urlsafe_b64encode
from functools import lru_cache

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

MASK = "*"


def _key(purpose: str) -> bytes:
    return _derive(settings.SECRET_KEY, purpose)


@lru_cache(maxsize=8)
def _derive(secret: str, purpose: str) -> bytes:
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"yimen.{purpose}".encode())
    return hkdf.derive(secret.encode())


@lru_cache(maxsize=2)
def _fernet(key: bytes) -> Fernet:
    return Fernet(urlsafe_b64encode(key))


def seal(text: str) -> str:
    """The text encrypted under the site's key; two seals of one text differ."""
    return _fernet(_key("seal")).encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The text that was sealed; raises if it was tampered with or sealed under another key."""
    return _fernet(_key("seal")).decrypt(sealed.encode()).decode()


def digest(text: str) -> str:
    """A keyed fingerprint: equal texts have equal ones, and without the key it says nothing."""
    return hmac.digest(_key("digest"), text.encode(), "sha256").hex()


def mask_name(name: str) -> str:
    """A name others may see: 张*三, 张*."""
    if len(name) <= 2:
        return name[:1] + MASK * max(len(name) - 1, 1)
    return name[0] + MASK * (len(name) - 2) + name[-1]


def mask_number(number: str) -> str:
    """A document number others may see: the first three and the last four characters."""
    return _keep(number, 3, 4)


def mask_phone(phone: str) -> str:
    """A telephone number others may see: 138****8000."""
    return _keep(phone, 3, 4)


def _keep(text: str, first: int, last: int) -> str:
    if len(text) <= first + last:
        return MASK * len(text)
    return text[:first] + MASK * (len(text) - first - last) + text[-last:]
