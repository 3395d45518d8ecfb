"""The public addresses."""

from django.urls import include, path

from . import (
    about,
    comparing,
    data,
    figures,
    health,
    home,
    items,
    kamerstukken,
    letters,
    meetings,
    pasting,
    positions,
    searching,
    topics,
)

urlpatterns = [
    path("", home.HomeView.as_view(), name="home"),
    path("vergaderingen/", meetings.MeetingsView.as_view(), name="meetings"),
    path("vergaderingen/<slug:slug>/", meetings.MeetingView.as_view(), name="meeting"),
    path("vergaderingen/<slug:slug>/briefing.docx", meetings.MeetingDocxView.as_view(), name="meeting-docx"),
    path("vergaderingen/<slug:slug>/agendapunt/<int:pk>/", items.ItemView.as_view(), name="item"),
    path("brieven/", letters.LettersView.as_view(), name="letters"),
    path("brieven/<slug:slug>/", letters.LetterView.as_view(), name="letter"),
    path("voorvertoning/brieven/<int:pk>/", letters.PreviewView.as_view(), name="letter-preview"),
    path("standpunten/", positions.PositionsView.as_view(), name="positions"),
    path("standpunten/vergelijk/", comparing.CompareView.as_view(), name="compare"),
    path("standpunten/<int:pk>/", positions.PositionView.as_view(), name="position"),
    path("themas/", topics.TopicsView.as_view(), name="topics"),
    path("themas/<slug:slug>/", topics.TopicView.as_view(), name="topic"),
    path("kamerstukken/", kamerstukken.KamerstukkenView.as_view(), name="kamerstukken"),
    path("kamerstukken/<path:address>/", kamerstukken.KamerstukView.as_view(), name="kamerstuk"),
    path("zoeken/tekst/", pasting.PastedView.as_view(), name="pasted"),
    path("zoeken/", searching.SearchView.as_view(), name="search"),
    path("cijfers/", figures.FiguresView.as_view(), name="figures"),
    path("gegevens/", data.DataView.as_view(), name="data"),
    path("over/", about.AboutView.as_view(), name="about"),
    path("toegankelijkheid/", about.AccessibilityView.as_view(), name="accessibility"),
    path("privacy/", about.PrivacyView.as_view(), name="privacy"),
    path("", include("agenda_tracker.feeds.urls")),
    path("healthz", health.healthz, name="healthz"),
]
