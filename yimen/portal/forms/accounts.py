"""Signing in, and opening an account by real name."""

from typing import Any

from allauth.account.forms import LoginForm as BaseLoginForm
from allauth.account.forms import SignupForm as BaseSignupForm
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.kernel.codes import BadCode, parse_resident_id
from yimen.kernel.errors import DomainError


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
    number = forms.CharField(
        label=_("Resident identity number"),
        help_text=_("Eighteen characters; the last may be an X."),
        max_length=24,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    phone = forms.RegexField(
        r"^\+?\d[\d \-]{5,19}$",
        label=_("Telephone"),
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={"invalid": _("Please enter a telephone number.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        self.fields["email"].help_text = _("For messages, and for a forgotten password.")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def clean_number(self) -> str:
        number = "".join(self.cleaned_data["number"].split()).upper()
        try:
            parse_resident_id(number, today=timezone.localdate())
        except BadCode as error:
            raise forms.ValidationError(str(error)) from error
        return number

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
