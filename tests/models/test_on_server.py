"""PostgreSQL plans a statement once for many values, and a plan that no longer fits is made anew."""

from contextlib import closing

import psycopg
import pytest
from django.db import DEFAULT_DB_ALIAS, NotSupportedError, connection, transaction

from agenda_tracker.models import Topic
from agenda_tracker.models.prepared import Prepared
from tests import factories as make

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.only_on("postgresql")]

OFTEN = 8


def plans(words: str) -> list[str]:
    """The statements with these words that PostgreSQL keeps for this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE name LIKE %s", ["\\_pg3%"])
        return [statement for (statement,) in cursor.fetchall() if words in statement]


def altered(column: str, kind: str) -> None:
    """By somebody else, as a migration does while the site runs."""
    with closing(connection.copy(DEFAULT_DB_ALIAS)) as other, other.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {Topic._meta.db_table} ALTER COLUMN {column} TYPE {kind}")


@pytest.fixture
def keywords_as():
    """Alters the column of keywords, which is as it was afterwards."""
    yield lambda kind: altered("keywords", kind)
    altered("keywords", "text")


def test_a_statement_is_planned_once_for_all_numbers_small_and_large():
    topics = Prepared(lambda some: Topic.objects.filter(pk__in=some, order__gte=0).order_by("pk"))
    topic = make.make_topic()
    for other in (1, 40_000, 3_000_000_000, *range(OFTEN)):
        assert topics([topic.pk, 10**12 + other]) == [topic]
    [statement] = plans('"order" >= ')
    assert statement.count("$") == 3


def test_a_plan_for_columns_that_were_altered_is_made_anew(keywords_as):
    topics = Prepared(lambda pk: Topic.objects.filter(pk=pk))
    topic = make.make_topic(keywords="drones")
    for _again in range(OFTEN):
        topics(topic.pk)
    assert plans("keywords")
    keywords_as("varchar(9000)")
    assert [one.keywords for one in topics(topic.pk)] == ["drones"]


def test_within_a_transaction_that_cannot_be_mended_it_is_an_error(keywords_as):
    topics = Prepared(lambda pk: Topic.objects.filter(pk=pk))
    topic = make.make_topic()
    for _again in range(OFTEN):
        topics(topic.pk)
    keywords_as("varchar(9000)")
    with pytest.raises(NotSupportedError) as told, transaction.atomic():
        topics(topic.pk)
    assert isinstance(told.value.__cause__, psycopg.errors.FeatureNotSupported)
    assert topics(topic.pk) == [topic]
