"""All addresses of the site."""

from django.contrib import admin
from django.contrib.auth import views as auth_views
from django.urls import include, path

password_reset = [
    path("beheer/wachtwoord-vergeten/", auth_views.PasswordResetView.as_view(), name="admin_password_reset"),
    path(
        "beheer/wachtwoord-vergeten/verzonden/", auth_views.PasswordResetDoneView.as_view(), name="password_reset_done"
    ),
    path(
        "beheer/wachtwoord/<uidb64>/<token>/",
        auth_views.PasswordResetConfirmView.as_view(),
        name="password_reset_confirm",
    ),
    path("beheer/wachtwoord/klaar/", auth_views.PasswordResetCompleteView.as_view(), name="password_reset_complete"),
]

urlpatterns = [*password_reset, path("beheer/", admin.site.urls), path("", include("agenda_tracker.web.urls"))]

handler400 = "agenda_tracker.web.errors.bad_request"
handler403 = "agenda_tracker.web.errors.forbidden"
handler404 = "agenda_tracker.web.errors.not_found"
handler500 = "agenda_tracker.web.errors.server_error"
