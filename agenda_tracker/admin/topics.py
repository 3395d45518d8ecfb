"""The desk page of the topic tree."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest

from agenda_tracker.intake.addresses import free_slug
from agenda_tracker.intake.merge import merge_topics
from agenda_tracker.models import FormerSlug, Topic

from .base import ClerkAdmin, is_public
from .copying import CopyAdmin
from .merging import MergingAdmin
from .narrowed import split_by


@admin.register(Topic)
class TopicAdmin(CopyAdmin, MergingAdmin, ClerkAdmin):
    merge = staticmethod(merge_topics)
    only_a_publisher_changes_what_is_public = False
    list_display = ["name", "parent", "released"]
    list_select_related = ["parent"]
    list_filter = [
        "released",
        split_by("trefwoorden", "trefwoorden", ~Q(keywords=""), yes="met trefwoorden", no="zonder trefwoorden"),
        split_by("standpunten", "gebruikt", Q(positions__isnull=False), yes="met standpunten", no="zonder standpunten"),
        ("parent", admin.RelatedOnlyFieldListFilter),
    ]
    not_copied = ("released",)
    search_fields = ["name", "name_key", "keywords"]
    autocomplete_fields = ["parent"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "parent", "keywords"]}),
        ("Op de site", {"fields": ["order", "released", "slug"]}),
    ]

    def freshen(self, data: Any) -> None:
        data["slug"] = free_slug(Topic, data.get("name", "")[:70], "topic")

    def view_on_site(self, obj: Topic) -> str | None:
        return obj.get_absolute_url() if is_public(obj) else None

    def save_model(self, request: HttpRequest, obj: Topic, form: Any, change: bool) -> None:
        """A topic that moves to another address stays to be found at the old one."""
        before = Topic.objects.filter(pk=obj.pk).exclude(slug=obj.slug).first()
        if before:
            FormerSlug.objects.update_or_create(
                kind=FormerSlug.Kind.TOPIC, slug=before.slug, defaults={"object_id": obj.pk}
            )
        super().save_model(request, obj, form, change)
