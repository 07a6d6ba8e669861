"""The table of the shared cache: failed sign-ins and one-time codes already used.

It may be lost in a crash, so it is kept out of the write-ahead log.
"""

from django.db import migrations

CREATE = """
create unlogged table yimen_cache (
    cache_key varchar(255) primary key,
    value text not null,
    expires timestamp with time zone not null
);
create index yimen_cache_expires on yimen_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("identity", "0001_first_release")]

    operations = [migrations.RunSQL(CREATE, "drop table yimen_cache")]
