"""The desk page of the topic tree."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from agenda_tracker.intake.merge import merge_topics
from agenda_tracker.models import FormerSlug, Topic

from .base import ClerkAdmin
from .merging import MergingAdmin


@admin.register(Topic)
class TopicAdmin(MergingAdmin, ClerkAdmin):
    merge = staticmethod(merge_topics)
    only_a_publisher_changes_what_is_public = False
    list_display = ["name", "parent", "released"]
    list_select_related = ["parent"]
    list_filter = ["released", ("parent", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["name", "name_key", "keywords"]
    autocomplete_fields = ["parent"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "parent", "keywords", "order", "released", "slug"]

    def save_model(self, request: HttpRequest, obj: Topic, form: Any, change: bool) -> None:
        """A topic that moves to another address stays to be found at the old one."""
        before = Topic.objects.filter(pk=obj.pk).exclude(slug=obj.slug).first()
        if before:
            FormerSlug.objects.update_or_create(
                kind=FormerSlug.Kind.TOPIC, slug=before.slug, defaults={"object_id": obj.pk}
            )
        super().save_model(request, obj, form, change)
