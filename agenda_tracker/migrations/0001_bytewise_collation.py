"""Give PostgreSQL a collation under the name SQLite uses for byte order, so that both sort alike."""

from django.contrib.postgres.operations import CreateCollation
from django.db import migrations

from agenda_tracker.models.fields import BYTEWISE


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [CreateCollation(BYTEWISE, locale="C")]
