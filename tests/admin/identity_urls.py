"""The addresses of a site that has a provider set."""

from django.urls import include, path

from agenda_tracker import urls

urlpatterns = [path("beheer/", include("agenda_tracker.admin.identity.urls")), *urls.urlpatterns]
handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
handler429, handler500 = urls.handler429, urls.handler500
