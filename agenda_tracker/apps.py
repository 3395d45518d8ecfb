"""The one Django app of the project."""

from django.apps import AppConfig


class AgendaTrackerConfig(AppConfig):
    name = "agenda_tracker"
    label = "agenda_tracker"
    verbose_name = "Agendavolger"
    default_auto_field = "django.db.models.BigAutoField"
