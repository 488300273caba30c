"""Daily digests: end of the last one of each person, and people who turned them off."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table; processes of the previous version keep working."""
    op.create_table(
        "clausebot_digest",
        sa.Column("team", sa.String(), primary_key=True),
        sa.Column("user", sa.String(), primary_key=True),
        sa.Column("wanted", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("told_until", sa.DateTime(timezone=True)),
        sa.Column("sender", sa.String(), nullable=False, server_default=""),
        sa.Column("sending_until", sa.DateTime(timezone=True)),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("clausebot_digest")
