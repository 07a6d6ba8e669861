"""Systems that were let in, with what they send."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.test import Client as Browser

from tests.conftest import AT
from tests.identity.factories import staff_account
from tests.orgs.factories import PostFactory, PostingFactory
from yimen.exchange.actions import register_client
from yimen.exchange.models import Client
from yimen.kernel.actor import SYSTEM
from yimen.orgs.models import Organisation

OFFICE = ("case.read", "case.accept", "case.examine", "case.decide", "case.extend", "case.deliver")


@dataclass
class System:
    """A system that speaks to the API."""

    client: Client
    secret: str
    browser: Browser = field(default_factory=Browser)
    token: str = ""

    def get_token(self, **more: str) -> Any:
        """Ask for a token."""
        data = {
            "grant_type": "client_credentials",
            "client_id": str(self.client.pk),
            "client_secret": self.secret,
            **more,
        }
        return self.browser.post("/api/v1/oauth/token", data)

    def ask(self, method: str, path: str, body: Any = None, *, key: Any = None, **how: Any) -> Any:
        """Ask with a token; what changes something has a key of its own."""
        self.token = self.token or self.get_token().json()["access_token"]
        headers = {"Authorization": f"Bearer {self.token}", "Accept-Language": "en"}
        if method != "GET":
            headers["Idempotency-Key"] = str(key or uuid4())
        call = getattr(self.browser, method.lower())
        if body is not None:
            how.setdefault("content_type", "application/json")
        return call(
            f"/api/v1/{path}",
            **({"data": body} if body is not None else {}),
            headers=headers,
            **how,
        )

    def says(self, method: str, path: str, body: Any = None, **how: Any) -> dict[str, Any]:
        """What the API answers, when it does what it is asked."""
        response = self.ask(method, path, body, **how)
        assert response.status_code == 200, response.content.decode()
        said: dict[str, Any] = response.json()
        return said


def a_system(organisation: Organisation, *scopes: str, per_minute: int = 600) -> System:
    """A system of an organisation."""
    made = register_client(
        "部门自建系统", organisation, scopes or OFFICE, per_minute=per_minute, by=SYSTEM, at=AT
    )
    return System(*made)


def an_officer(organisation: Organisation, *grants: str) -> str:
    """The number of an officer whose post has these grants."""
    account = staff_account(organisation=organisation)
    post = PostFactory(organisation=organisation, grants=list(grants), reach_path=organisation.path)
    PostingFactory(staff=account.staff, post=post)
    return str(account.staff.number)
