"""What the site says of itself: how complete it is, how accessible, and what it keeps of visitors."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from agenda_tracker.search.completeness import completeness

# The statuses of the model statement for Dutch government sites.
STATUSES = {
    "A": _("voldoet volledig"),
    "B": _("voldoet gedeeltelijk"),
    "C": _("eerste maatregelen genomen"),
    "D": _("voldoet niet"),
    "E": _("nog niet onderzocht"),
}


class AboutView(TemplateView):
    template_name = "web/about.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(known=completeness(timezone.localdate()), **kwargs)


class AccessibilityView(TemplateView):
    """The model accessibility statement; a field that the operator left empty is said to be empty."""

    template_name = "web/accessibility.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            organisation=settings.ORGANISATION,
            status=STATUSES.get(settings.ACCESSIBILITY_STATUS, ""),
            letter=settings.ACCESSIBILITY_STATUS,
            made=settings.ACCESSIBILITY_DATE,
            evaluated=settings.ACCESSIBILITY_EVALUATED,
            method=settings.ACCESSIBILITY_METHOD,
            report=settings.ACCESSIBILITY_REPORT,
            lacks=settings.ACCESSIBILITY_LACKS,
            contact=settings.ACCESSIBILITY_CONTACT,
            **kwargs,
        )


class PrivacyView(TemplateView):
    template_name = "web/privacy.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            keeps_missed=settings.KEEP_MISSED_SEARCHES,
            organisation=settings.ORGANISATION,
            contact=settings.CONTACT,
            **kwargs,
        )
