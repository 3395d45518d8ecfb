"""The table in which failed log-ins are counted by all server processes together."""

from django.core.management import call_command
from django.db import migrations


def make_cache_table(apps, schema_editor):
    """As settings name it; a table that is there already is left alone."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("agenda_tracker", "0007_missed_searches")]

    operations = [migrations.RunPython(make_cache_table, migrations.RunPython.noop)]
