"""All addresses of the site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("beheer/", include("agenda_tracker.admin.account_urls")),
    path("beheer/", admin.site.urls),
    path("api/", include("agenda_tracker.api.urls")),
    path("", include("agenda_tracker.web.urls")),
]

handler400 = "agenda_tracker.web.errors.bad_request"
handler403 = "agenda_tracker.web.errors.forbidden"
handler404 = "agenda_tracker.web.errors.not_found"
handler429 = "agenda_tracker.web.errors.too_many"
handler500 = "agenda_tracker.web.errors.server_error"
