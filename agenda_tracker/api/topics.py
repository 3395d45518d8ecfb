"""Topics: the whole tree, and one with what lies below it."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from agenda_tracker.models import Topic
from agenda_tracker.search import Branch, Tree, public_tree

from . import asking, linked
from .addresses import href
from .answering import ApiView, single
from .declaring import shows
from .moving import moved


def told(branch: Branch) -> linked.Told:
    """A counted branch."""
    topic = branch.topic
    return {
        "slug": topic.slug,
        "name": topic.name,
        "positionCount": branch.count or 0,
        "children": [told(child) for child in branch.children],
        "_links": linked.links(href("topic", topic.slug), topic),
    }


def counted_tree() -> Tree:
    tree = public_tree()
    tree.count_all()
    return tree


class Topics(ApiView):
    @shows("TopicTree", "listTopics", _("De boom van thema’s"), "themas")
    def get(self, request: HttpRequest) -> HttpResponse:
        asking.nothing_asked(request)
        results = [told(branch) for branch in counted_tree().roots]
        return single(request, {"_links": {"self": {"href": href("topics")}}, "results": results})


class OneTopic(ApiView):
    @shows("TopicPlace", "getTopic", _("Eén thema, met de thema’s eronder"), "themas", moves=True)
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        asking.nothing_asked(request)
        tree = counted_tree()
        branch = tree.by_slug.get(slug)
        if branch is None:
            return moved("topic", slug, Topic.objects.public(), lambda topic: ("topic", topic.slug))
        return single(request, told(branch) | {"path": [linked.of_topic(above.topic) for above in branch.path]})
