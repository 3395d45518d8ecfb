"""The clerks' admin site; lives outside `admin/`, where Django's autodiscovery would lose its registrations."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

# The work first, in the order in which it is done; then what the work refers to.
DESK = [
    (
        _("Brieven"),
        ["Letter", "GovernmentPosition", "KamerstukReference", "Section", "Paragraph", "Footnote", "LetterSource"],
    ),
    (_("Vergaderingen"), ["MinisterialMeeting", "AgendaItem", "AgendaSeries"]),
    (_("Onderwerpen en stukken"), ["Topic", "Kamerstuk", "Dossier"]),
    (_("Organisaties"), ["Formation", "Ministry", "Office", "OfficeHolder"]),
    (_("Toezicht"), ["DeskAct", "PublicChange", "AlertMail", "User", "Group"]),
]


class ClerkSite(AdminSite):
    site_header = _("Agendavolger beheer")
    site_title = _("Agendavolger beheer")
    index_title = _("Wat wacht op u")
    enable_nav_sidebar = True

    def get_urls(self) -> list[Any]:
        from agenda_tracker.admin import official
        from agenda_tracker.admin.following import following_view
        from agenda_tracker.admin.undoing import undo_view
        from agenda_tracker.admin.waiting_pages import dismiss_view, waiting_view

        return [
            path("handelingen/<int:pk>/ongedaan/", self.admin_view(undo_view), name="agenda_tracker_deskact_undo"),
            path("meldingen/", self.admin_view(following_view), name="following"),
            path("wacht/<slug:key>/", self.admin_view(waiting_view), name="waiting"),
            path("vergeefs-gezocht/wissen/", self.admin_view(dismiss_view), name="missed_search_dismiss"),
            path("officieel/vondst/<int:pk>/", self.admin_view(official.find_view), name="official_find"),
            path("officieel/taak/<int:pk>/", self.admin_view(official.task_view), name="official_task"),
            path("officieel/verschil/<int:pk>/", self.admin_view(official.statement_view), name="official_statement"),
            *super().get_urls(),
        ]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        if app_label:
            return super().get_app_list(request, app_label)
        models = {
            model["object_name"]: model for app in self._build_app_dict(request).values() for model in app["models"]
        }
        models |= self._pages(request)
        groups = [(name, [models[wanted] for wanted in order if wanted in models]) for name, order in DESK]
        return [
            {"name": name, "app_label": "agenda_tracker", "app_url": "", "has_module_perms": True, "models": found}
            for name, found in groups
            if found
        ]

    def _pages(self, request: HttpRequest) -> dict[str, Any]:
        """What stands between the records and is none, as the list of records wants it."""
        from agenda_tracker.admin.following import may_see

        if not may_see(request.user):
            return {}
        url, name = reverse("admin:following", current_app=self.name), _("E-mailmeldingen")
        return {"AlertMail": {"name": name, "object_name": "AlertMail", "admin_url": url, "view_only": True}}

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        from agenda_tracker.admin.waiting_pages import what_waits

        return super().index(request, {**what_waits(request.user), **(extra_context or {})})

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Asks the old password, a few times a minute at most."""
        from allauth.decorators import rate_limit

        from agenda_tracker.intake.audit import audit

        change = rate_limit(action="change_password")(super().password_change)
        answer = change(request, extra_context=extra_context)
        if request.method == "POST" and answer.status_code == 302:
            audit("password", f"account {request.user.get_username()}", "ok")
        return answer


class ClerkAdminConfig(AdminConfig):
    default_site = "agenda_tracker.clerk_site.ClerkSite"
