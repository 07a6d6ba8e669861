"""The mail server, from one address."""

from pathlib import Path

import pytest

from yimen.config.mail import mail_settings

FOLDER = Path("/var/mail")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example", {"EMAIL_HOST": "mail.example", "EMAIL_PORT": 25}),
        ("smtps://mail.example", {"EMAIL_PORT": 465, "EMAIL_USE_SSL": True}),
        ("smtp+tls://m:587", {"EMAIL_PORT": 587, "EMAIL_USE_TLS": True, "EMAIL_USE_SSL": False}),
        ("smtp://a%40b:p%2Fw@m", {"EMAIL_HOST_USER": "a@b", "EMAIL_HOST_PASSWORD": "p/w"}),
    ],
)
def test_an_address_says_everything(url, expected):
    assert expected.items() <= mail_settings(url, FOLDER).items()


def test_without_an_address_mail_goes_to_files():
    assert mail_settings("", FOLDER)["EMAIL_FILE_PATH"] == FOLDER


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://"])
def test_another_address_is_refused(url):
    with pytest.raises(ValueError, match="YIMEN_SMTP_URL"):
        mail_settings(url, FOLDER)
