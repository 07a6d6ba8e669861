"""Signing in, and opening an account by real name."""

from typing import Any

from allauth.account.forms import LoginForm as BaseLoginForm
from allauth.account.forms import SignupForm as BaseSignupForm
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yimen.kernel.errors import DomainError
from yimen.portal.forms.people import PhoneField, ResidentNumberField


class LoginForm(BaseLoginForm):
    """User name or e-mail, and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name or e-mail")
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SignupForm(BaseSignupForm):
    """What `register_resident` asks for; what it refuses is said in the form."""

    field_order = ["name", "number", "phone", "username", "email", "password1", "password2"]

    name = forms.CharField(
        label=_("Full name"),
        help_text=_("As on your identity card."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    number = ResidentNumberField(help_text=_("Eighteen characters; the last may be an X."))
    phone = PhoneField(autocomplete="tel")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        self.fields["email"].help_text = _("For messages, and for a forgotten password.")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def try_save(self, request: HttpRequest) -> tuple[Any, HttpResponse | None]:
        """Open the account; a refusal brings the form back with everything typed."""
        try:
            user, response = super().try_save(request)
        except DomainError as error:
            field = {"password": "password1"}.get(error.field, error.field)
            self.add_error(field if field in self.fields else None, str(error))
            page = {"form": self, "login_url": reverse("account_login")}
            return None, render(request, "account/signup.html", page, status=422)
        return user, response
