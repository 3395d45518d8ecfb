"""The desk page of the topic tree."""

from django.contrib import admin

from agenda_tracker.models import Topic

from .base import ClerkAdmin


@admin.register(Topic)
class TopicAdmin(ClerkAdmin):
    list_display = ["name", "parent", "released"]
    list_select_related = ["parent"]
    list_filter = ["released", ("parent", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["name", "name_key", "keywords"]
    autocomplete_fields = ["parent"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "parent", "keywords", "order", "released", "slug"]
