"""All reading of environment variables. One line of meaning each; docs/settings.md lists them."""

import os
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def _flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, str(int(default))).lower() in {"1", "true", "yes"}


@dataclass(frozen=True)
class Env:
    """What the operator may set from outside."""

    #: PostgreSQL to use; empty starts the embedded one under `var/pg`.
    database_url: str = field(default_factory=lambda: _text("DATABASE_URL"))
    #: Folder for uploads, the embedded database and logs.
    var: Path = field(default_factory=lambda: Path(_text("YIMEN_VAR") or ROOT / "var"))
    #: Address under which people reach the site; used in messages and QR codes.
    public_url: str = field(
        default_factory=lambda: _text(
            "YIMEN_PUBLIC_URL", f"http://localhost:{_text('YIMEN_PORT', '8000')}"
        ).rstrip("/")
    )
    #: Key for signatures and for encrypting personal data; made under `var/` when empty.
    secret_key: str = field(default_factory=lambda: _text("YIMEN_SECRET_KEY"))
    #: Host names the site answers to, separated by commas.
    hosts: str = field(default_factory=lambda: _text("YIMEN_HOSTS", "localhost,127.0.0.1,[::1]"))
    #: SMTP server as smtp://user:password@host:port; empty keeps mail as files in `var/mail`.
    smtp_url: str = field(default_factory=lambda: _text("YIMEN_SMTP_URL"))
    #: Sender of mail.
    mail_from: str = field(default_factory=lambda: _text("YIMEN_MAIL_FROM", "yimen@localhost"))
    #: Carrier of text messages: `aliyun`, or the address of a gateway; empty sends none.
    sms_url: str = field(default_factory=lambda: _text("YIMEN_SMS_URL"))
    #: Our name at the carrier: an access key id.
    sms_key: str = field(default_factory=lambda: _text("YIMEN_SMS_KEY"))
    #: Secret shared with the carrier; signs what we send and its reports.
    sms_secret: str = field(default_factory=lambda: _text("YIMEN_SMS_SECRET"))
    #: The name registered for text messages (短信签名).
    sms_sign: str = field(default_factory=lambda: _text("YIMEN_SMS_SIGN", "一门政务"))
    #: For a gateway: the JSON to send; for `aliyun`: the code of a text with one place, `text`.
    sms_body: str = field(default_factory=lambda: _text("YIMEN_SMS_BODY"))
    #: Hours in which text messages wait, as 22-8; empty: none.
    quiet_hours: str = field(default_factory=lambda: _text("YIMEN_QUIET_HOURS", "22-8"))
    #: Address the web server listens on; 0.0.0.0 for every network of the machine.
    host: str = field(default_factory=lambda: _text("YIMEN_HOST", "127.0.0.1"))
    #: Port of the web server.
    port: int = field(default_factory=lambda: int(_text("YIMEN_PORT", "8000")))
    #: Number of web server processes; a little more than there are cores.
    web_workers: int = field(default_factory=lambda: int(_text("YIMEN_WEB_WORKERS", "2")))
    #: Requests that one web server process handles at once, each with a database connection.
    web_threads: int = field(default_factory=lambda: int(_text("YIMEN_WEB_THREADS", "8")))
    #: Addresses of the proxies in front, separated by commas; only they may name the client.
    proxies: str = field(default_factory=lambda: _text("YIMEN_PROXIES", "127.0.0.1"))
    #: Demo mode: an empty database gets the demo city; sign-in shows sample accounts and codes.
    demo: bool = field(default_factory=lambda: _flag("YIMEN_DEMO"))


ENV = Env()
