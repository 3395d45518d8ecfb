"""The desk page of accounts: personal, in the three groups and nothing more, and never deleted but deactivated."""

import secrets
from functools import partial
from typing import Any

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from allauth.socialaccount.admin import SocialAccount, SocialApp, SocialToken
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agenda_tracker.intake.audit import audit

from .groups import PERMISSIONS
from .identity.ties import holder_of, identity_of, tie
from .known_rows import KnownRows

PERSONAL = _(
    "Een account is van één persoon. Deel het nooit: wie wat deed, moet later na te gaan zijn. "
    "Gaat iemand weg, deactiveer dan het account; wat die persoon deed, blijft bewaard."
)
INVITED = _("Na het opslaan krijgt de medewerker een mail om een wachtwoord te kiezen.")


class AccountForm(forms.ModelForm):
    """A person with a name and an own e-mail address, in some of the three groups."""

    groups = forms.ModelMultipleChoiceField(
        Group.objects.filter(name__in=PERMISSIONS).order_by("name"),
        label=_("Groepen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "invoerder: concepten. redacteur: publiceren en intrekken. beheerder: accounts en basisgegevens. "
            "Wie meer doet, staat in meer groepen."
        ),
    )

    identity = forms.CharField(
        label=_("Kenmerk bij de aanbieder"),
        required=False,
        max_length=191,
        help_text=_(
            "Wie zich bij de aanbieder aanmeldt en daar dit kenmerk (sub) heeft, krijgt dit account. Vraag het aan de persoon "
            "zelf: het staat op de pagina die zegt dat er al een account is. Groepen bepaalt voortaan de aanbieder."
        ),
    )

    class Meta:
        model = User
        fields = ["username", "first_name", "last_name", "email", "groups"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if settings.OIDC is None or not self.instance.pk:
            del self.fields["identity"]
        elif "identity" in self.fields:
            self.fields["identity"].initial = identity_of(self.instance)
        for name in {"first_name", "last_name", "email"}.intersection(self.fields):
            self.fields[name].required = True

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Dit e-mailadres hoort al bij een ander account; accounts zijn persoonlijk."))
        return email

    def clean_identity(self) -> str:
        value: str = self.cleaned_data["identity"]
        if not (value.isascii() and value.isprintable()):
            raise forms.ValidationError(_("Een kenmerk bestaat uit gewone letters, cijfers en leestekens."))
        holder = holder_of(value) if value else None
        if holder and holder != self.instance:
            raise forms.ValidationError(
                _("Dit kenmerk hoort al bij het account %(name)s.") % {"name": holder.get_username()}
            )
        return value

    def clean_groups(self) -> Any:
        """What is chosen; a group that is not on offer here stays as it was."""
        chosen = [group.pk for group in self.cleaned_data["groups"]]
        if self.instance.pk:
            chosen += self.instance.groups.exclude(name__in=PERMISSIONS).values_list("pk", flat=True)
        return Group.objects.filter(pk__in=chosen)


# What allauth keeps of an account is seen on its own pages and here, not as bare rows (a row holds the app's secret).
admin.site.unregister([User, Group, EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken])


@admin.register(User)
class AccountAdmin(KnownRows, UserAdmin):  # type: ignore[misc]
    """Nobody becomes a superuser here, and only a superuser changes one."""

    form = AccountForm
    add_form = AccountForm
    add_form_template = None
    list_display = ["username", "full_name", "email", "in_groups", "second_factor", "is_active", "last_login"]
    list_filter = ["is_active", ("groups", admin.RelatedOnlyFieldListFilter)]
    filter_horizontal = []
    readonly_fields = ["second_factor", "last_login", "date_joined"]
    actions = ["deactivate", "activate", "remove_second_factor"]
    add_fieldsets = [
        (
            None,
            {
                "fields": ["username", "first_name", "last_name", "email", "groups"],
                "description": format_lazy("{} {}", PERSONAL, INVITED),
            },
        ),
    ]
    fieldsets = [
        (None, {"fields": ["username", "first_name", "last_name", "email"], "description": PERSONAL}),
        (_("Rechten"), {"fields": ["is_active", "groups"]}),
        (_("Gebruik"), {"fields": ["second_factor", "last_login", "date_joined"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        told = ["groups", "authenticator_set", *(["socialaccount_set"] if settings.OIDC else [])]
        return super().get_queryset(request).prefetch_related(*told)

    @admin.display(description=_("naam"), ordering="last_name")
    def full_name(self, obj: User) -> str:
        return obj.get_full_name()

    @admin.display(description=_("groepen"))
    def in_groups(self, obj: User) -> str:
        return ", ".join(sorted(group.name for group in obj.groups.all()))

    @admin.display(description=_("tweede factor"))
    def second_factor(self, obj: User) -> str:
        kinds = {Authenticator.Type.TOTP: _("app"), Authenticator.Type.WEBAUTHN: _("passkey")}
        found = {factor.type for factor in obj.authenticator_set.all()}  # type: ignore[attr-defined]
        names = [str(name) for kind, name in kinds.items() if kind in found]
        if settings.OIDC and any(one.provider == settings.OIDC.key for one in obj.socialaccount_set.all()):  # type: ignore[attr-defined]
            names.append(str(_("bij de aanbieder")))
        return ", ".join(names) or str(_("geen"))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """With what ties the account to the provider, where there is one."""
        found = super().get_fieldsets(request, obj)
        if obj is None or settings.OIDC is None:
            return found
        return [*found, (_("Aanmelden met %s") % settings.OIDC.name, {"fields": ["identity"]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Nobody shuts himself out."""
        fixed = super().get_readonly_fields(request, obj)
        return [*fixed, "is_active"] if obj is not None and obj.pk == request.user.pk else fixed

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or not obj.is_superuser or bool(request.user.is_superuser))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.is_staff = True
            obj.set_password(secrets.token_urlsafe(32))  # nobody's; the mail says how to choose one
            transaction.on_commit(partial(_invite, request, obj.email))
        super().save_model(request, obj, form, change)
        audit("account changed" if change else "account added", f"account {obj.username}", "ok")

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if "groups" in form.changed_data:
            names = sorted(form.instance.groups.values_list("name", flat=True))
            audit("groups", f"account {form.instance.username}", ", ".join(names) or "none")
        if "identity" in form.changed_data:
            tie(form.instance, form.cleaned_data["identity"])

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        answer: HttpResponse = super().user_change_password(request, id, form_url)
        if request.method == "POST" and answer.status_code == 302:
            audit("password", f"account {User.objects.get(pk=id).username}", "ok")
        return answer

    @admin.action(description=_("Deactiveren: kan niet meer inloggen, blijft bewaard"), permissions=["change"])
    def deactivate(self, request: HttpRequest, queryset: Any) -> None:
        count = self._switch(request, queryset, active=False)
        told = ngettext("%(count)d account gedeactiveerd.", "%(count)d accounts gedeactiveerd.", count)
        messages.success(request, told % {"count": count})

    @admin.action(description=_("Activeren"), permissions=["change"])
    def activate(self, request: HttpRequest, queryset: Any) -> None:
        count = self._switch(request, queryset, active=True)
        told = ngettext("%(count)d account geactiveerd.", "%(count)d accounts geactiveerd.", count)
        messages.success(request, told % {"count": count})

    @admin.action(
        description=_("Tweede factor verwijderen: telefoon of sleutel kwijt; iemand stelt daarna een nieuwe in"),
        permissions=["change"],
    )
    def remove_second_factor(self, request: HttpRequest, queryset: Any) -> None:
        count = 0
        for account in self._others(request, queryset):
            if Authenticator.objects.filter(user=account).delete()[0]:
                self.log_change(request, account, [{"changed": {"fields": ["second_factor"]}}])
                audit("second factor removed", f"account {account.username}", "all")
                count += 1
        told = ngettext(
            "Tweede factor van %(count)d account verwijderd.", "Tweede factor van %(count)d accounts verwijderd.", count
        )
        messages.success(request, told % {"count": count})

    def _others(self, request: HttpRequest, accounts: Any) -> list[User]:
        """Not one's own, and not those one may not change."""
        return [one for one in accounts.exclude(pk=request.user.pk) if self.has_change_permission(request, one)]

    def _switch(self, request: HttpRequest, accounts: Any, *, active: bool) -> int:
        """How many were switched."""
        switched = self._others(request, accounts.exclude(is_active=active))
        for account in switched:
            account.is_active = active
            account.save(update_fields=["is_active"])
            self.log_change(request, account, [{"changed": {"fields": ["is_active"]}}])
            audit("account activated" if active else "account deactivated", f"account {account.username}", "ok")
        return len(switched)


def _invite(request: HttpRequest, email: str) -> None:
    """Mail the new colleague a link to choose a password, good for as long as any password link."""
    form = PasswordResetForm({"email": email})
    if form.is_valid():
        form.save(
            request=request,
            use_https=request.is_secure(),
            subject_template_name="account/email/welcome_subject.txt",
            email_template_name="account/email/welcome_message.txt",
        )


@admin.register(Group)
class RoleAdmin(KnownRows, GroupAdmin):  # type: ignore[misc]
    pass
