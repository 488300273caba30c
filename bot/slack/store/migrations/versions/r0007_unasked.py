"""Replies that nobody asked for, messages left alone, and silenced threads."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the columns and make the tables; processes of the previous version keep working."""
    op.add_column("clausebot_exchange", sa.Column("unasked", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("clausebot_channel", sa.Column("set_by", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "clausebot_left",
        sa.Column("team", sa.String(), primary_key=True),
        sa.Column("channel", sa.String(), primary_key=True),
        sa.Column("ts", sa.String(), primary_key=True),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "clausebot_silenced",
        sa.Column("team", sa.String(), primary_key=True),
        sa.Column("channel", sa.String(), primary_key=True),
        sa.Column("thread_ts", sa.String(), primary_key=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    """Drop the tables and the columns."""
    op.drop_table("clausebot_silenced")
    op.drop_table("clausebot_left")
    op.drop_column("clausebot_channel", "set_by")
    op.drop_column("clausebot_exchange", "unasked")
