"""Addresses of what can be followed, and of what programs look for. The tables are at the lists: `?format=csv`."""

from django.urls import path

from . import calendar, following, signposts, sitemap
from .dump import giving

urlpatterns = [
    path("feeds/standpunten.atom", following.positions, name="positions-feed"),
    path("feeds/brieven.atom", following.letters, name="letters-feed"),
    path("feeds/vergaderingen.atom", following.meetings, name="meetings-feed"),
    path("feeds/themas/<slug:slug>.atom", following.topic, name="topic-feed"),
    path("feeds/dossiers/<str:address>.atom", following.dossier, name="dossier-feed"),
    path("feeds/gremia/<slug:slug>.atom", following.formation, name="formation-feed"),
    path("vergaderingen/agenda.ics", calendar.meetings, name="calendar"),
    path("vergaderingen/<slug:slug>/agenda.ics", calendar.meeting, name="meeting-ics"),
    path("gegevens/<str:name>", giving.file, name="data-file"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap/<slug:name>-<int:number>.xml", sitemap.part, name="sitemap-part"),
    path("opensearch.xml", signposts.opensearch, name="opensearch"),
    path("robots.txt", signposts.robots, name="robots"),
    path(".well-known/security.txt", signposts.security, name="security-txt"),
]
