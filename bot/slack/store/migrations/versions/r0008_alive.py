"""Connection to each workspace, and questions that were found late."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table, and add the column; processes of the previous version keep working."""
    op.add_column("clausebot_exchange", sa.Column("late", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "clausebot_alive",
        sa.Column("team", sa.String(), primary_key=True),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("missed_since", sa.DateTime(timezone=True)),
        sa.Column("looker", sa.String(), nullable=False, server_default=""),
        sa.Column("looking_until", sa.DateTime(timezone=True)),
        sa.Column("lacks", sa.String(), nullable=False, server_default=""),
    )


def downgrade() -> None:
    """Drop the table and the column."""
    op.drop_table("clausebot_alive")
    op.drop_column("clausebot_exchange", "late")
