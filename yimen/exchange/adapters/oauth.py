"""OAuth 2, client credentials (RFC 6749, 4.4), by Authlib; a token is signed, and kept nowhere.

A token names the system and the scopes; whether the system is still let in is looked up with every
request, so that shutting it out works at once.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from authlib.integrations.django_oauth2 import AuthorizationServer
from authlib.integrations.django_oauth2.requests import DjangoOAuth2Request
from authlib.oauth2.rfc6749 import ClientMixin, OAuth2Request, grants
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc6749.util import list_to_scope, scope_to_list
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from yimen.exchange import errors
from yimen.exchange.models import Client
from yimen.exchange.queries import client_with, is_secret_of
from yimen.exchange.rules import TOKEN_FOR

SALT = "yimen.exchange.token"
METHODS = ("client_secret_basic", "client_secret_post")


class _Asking(ClientMixin):
    """A system as Authlib asks about it."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def get_client_id(self) -> str:
        return str(self.client.pk)

    def get_allowed_scope(self, scope: str | None) -> str:
        wanted = scope_to_list(scope) or self.client.scopes
        return str(list_to_scope([one for one in wanted if one in self.client.scopes]))

    def check_client_secret(self, client_secret: str) -> bool:
        return is_secret_of(self.client, client_secret, at=timezone.now())

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method in METHODS

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == ClientCredentials.GRANT_TYPE


class ClientCredentials(grants.ClientCredentialsGrant):
    """The one grant there is: a system asks for itself."""

    TOKEN_ENDPOINT_AUTH_METHODS = list(METHODS)


class _Request(DjangoOAuth2Request):
    """A request as Authlib reads it: secrets only in its body, never in its address.

    Whether the line is secure is decided by the site's own address (SECURE_SSL_REDIRECT), for
    behind a proxy a request looks plain.
    """

    def __init__(self, request: HttpRequest) -> None:
        address = f"https://{request.get_host()}{request.path}"
        OAuth2Request.__init__(self, request.method, address, headers=request.headers)
        self.payload = BasicOAuth2Payload(request.POST.dict())
        self._request = request


class _Server(AuthorizationServer):
    """Knows systems; keeps no tokens."""

    def __init__(self) -> None:
        super().__init__(client_model=Client, token_model=None)
        self.register_token_generator("default", _token)
        self.register_grant(ClientCredentials)

    def create_oauth2_request(self, request: HttpRequest) -> _Request:
        return _Request(request)

    def query_client(self, client_id: str) -> _Asking | None:
        client = client_with(client_id)
        return _Asking(client) if client else None

    def save_token(self, token: dict[str, Any], request: Any) -> None:
        """It is signed: nobody need remember it."""


def _token(*, client: _Asking, scope: str, **_: Any) -> dict[str, Any]:
    scopes = client.get_allowed_scope(scope)
    said = {"client": str(client.client.pk), "scopes": scope_to_list(scopes) or []}
    return {
        "token_type": "Bearer",
        "access_token": signing.dumps(said, salt=SALT),
        "expires_in": int(TOKEN_FOR.total_seconds()),
        "scope": scopes,
    }


_server = _Server()


def token_response(request: HttpRequest) -> HttpResponse:
    """The answer of the token endpoint, refusals as RFC 6749 writes them."""
    response: HttpResponse = _server.create_token_response(request)
    return response


@dataclass(frozen=True, slots=True)
class Bearer:
    """A system that showed a token, and what the token lets it do."""

    client: Client
    scopes: frozenset[str]

    def require(self, scopes: Collection[str]) -> None:
        """Raise unless the token has one of the scopes."""
        if not self.scopes & set(scopes):
            raise errors.OutOfScope(scope=" | ".join(sorted(scopes)))


def bearer_of(token: str) -> Bearer:
    """Who shows this token; raises if it is none, is too old, or its system was shut out."""
    try:
        said = signing.loads(token, salt=SALT, max_age=TOKEN_FOR)
    except signing.BadSignature:
        raise errors.NoToken from None
    client = client_with(said["client"])
    if client is None:
        raise errors.NoToken
    scopes = frozenset(said["scopes"]) & frozenset(client.scopes)
    client.scopes = sorted(scopes)  # whatever is asked of it next knows no more than the token
    return Bearer(client, scopes)
