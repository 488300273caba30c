"""Script that Alembic runs, inside the transaction of `bot.slack.store.database`.

To change a table, change it in `tables`, and add a module to `versions` whose `down_revision` is the newest before it.
A test compares the migrated tables with `tables`.
"""

from alembic import context

from bot.slack.store.tables import METADATA, VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"], target_metadata=METADATA, version_table=VERSION_TABLE
)
with context.begin_transaction():
    context.run_migrations()
