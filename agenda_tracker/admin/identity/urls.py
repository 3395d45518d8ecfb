"""The addresses of the provider's log-in; there are none as long as no provider is set."""

from django.urls import path

from . import views

urlpatterns = [
    path("aanmelden/", views.start, name="account_identity"),
    path("aanmelden/terug/", views.back, name="account_identity_back"),
    path("logout/", views.logout, name="account_logout"),
]
