"""Topics: the tree with counts, and the page of one with its positions meeting by meeting."""

from typing import Any

from django.db.models import Count, Max, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.generic import TemplateView, View

from agenda_tracker.models import GovernmentPosition, Topic
from agenda_tracker.search import Branch, PositionFilter, public_tree

from .former import moved
from .positions import with_source

SHOWN = 50


class TopicsView(TemplateView):
    template_name = "web/topics.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tree = public_tree()
        tree.count_all()
        return super().get_context_data(branches=tree.roots, **kwargs)


class TopicView(View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        tree = public_tree()
        branch = tree.by_slug.get(slug)
        if branch is None:
            return moved("topic", slug, Topic.objects.public())
        tree.count(branch.children)
        return render(request, "web/topic.html", topic_context(branch))


def topic_context(branch: Branch) -> dict[str, Any]:
    """The topic, its subtopics, and its newest positions with what there is in all."""
    positions = GovernmentPosition.objects.public().about([branch.topic])
    summary = positions.order_by().aggregate(
        count=Count("pk"),
        meetings=Count("agenda_item__meeting", distinct=True),
        first=Min("agenda_item__meeting__start_date"),
        last=Max("agenda_item__meeting__start_date"),
    )
    rows = with_source(positions).order_by(*PositionFilter.newest)[:SHOWN]
    return {"branch": branch, "topic": branch.topic, "summary": summary, "positions": rows, "shown": SHOWN}
