"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import resolve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agenda_tracker.settings")
os.environ.setdefault("AGENDAVOLGER_SERVING", "1")

application = get_wsgi_application()
# Imports every view now, instead of while the first visitor waits.
resolve("/")
