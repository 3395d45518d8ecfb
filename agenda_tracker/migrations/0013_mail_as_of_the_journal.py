from django.db import migrations, models


def number_of_moment(apps, schema_editor):
    """Mails of the last two months: the line of the journal at the moment when they were made."""
    alias = schema_editor.connection.alias
    lines = apps.get_model("agenda_tracker", "PublicChange").objects.using(alias)
    last = lines.filter(at__lte=models.OuterRef("made_at")).order_by("-number").values("number")[:1]
    mails = apps.get_model("agenda_tracker", "AlertMail").objects.using(alias)
    mails.filter(made_at__isnull=False).update(journal_number=models.Subquery(last))


class Migration(migrations.Migration):
    dependencies = [("agenda_tracker", "0012_alerts_by_mail")]

    operations = [
        migrations.AddField("alertmail", "journal_number", models.PositiveBigIntegerField(null=True)),
        migrations.RunPython(number_of_moment, migrations.RunPython.noop),
        migrations.RemoveField("alertmail", "made_at"),
    ]
