"""The addresses of the API; none ends in a slash. `resources` are those that the OpenAPI document describes."""

from django.urls import path, re_path

from . import agenda_items, answering, document, guide, letters, meetings, papers, positions, references, topics

resources = [
    path("positions", positions.Positions.as_view(), name="api-positions"),
    path("positions/<int:pk>", positions.OnePosition.as_view(), name="api-position"),
    path("letters", letters.Letters.as_view(), name="api-letters"),
    path("letters/<slug:slug>", letters.OneLetter.as_view(), name="api-letter"),
    path("meetings", meetings.Meetings.as_view(), name="api-meetings"),
    path("meetings/<slug:slug>", meetings.OneMeeting.as_view(), name="api-meeting"),
    path("meetings/<slug:slug>/agenda-items", agenda_items.MeetingItems.as_view(), name="api-meeting-items"),
    path("agenda-items", agenda_items.AgendaItems.as_view(), name="api-agenda-items"),
    path("agenda-items/<int:pk>", agenda_items.OneItem.as_view(), name="api-agenda-item"),
    path("topics", topics.Topics.as_view(), name="api-topics"),
    path("topics/<slug:slug>", topics.OneTopic.as_view(), name="api-topic"),
    path("dossiers", papers.Dossiers.as_view(), name="api-dossiers"),
    path("dossiers/<str:number>", papers.OneDossier.as_view(), name="api-dossier"),
    path("dossiers/<str:number>/kamerstukken", papers.DossierPapers.as_view(), name="api-dossier-papers"),
    path("kamerstukken", papers.Papers.as_view(), name="api-kamerstukken"),
    path("kamerstukken/<str:number>", papers.OnePaper.as_view(), name="api-kamerstuk"),
    path("kamerstukken/<str:number>/cited-by", papers.PaperCitedBy.as_view(), name="api-cited-by"),
    path("references", references.References.as_view(), name="api-references"),
]
urlpatterns = [
    path("", guide.guide, name="api"),
    *(path(f"v1/{one.pattern}", one.callback, name=one.name) for one in resources),
    path("v1", guide.Index.as_view(), name="api-index"),
    path("v1/openapi.json", document.OpenApi.as_view(), name="api-document"),
    re_path(r"^.+$", answering.Nothing.as_view()),
]
