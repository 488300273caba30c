"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "clausebot_event",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "clausebot_exchange",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("asker", sa.String(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("origin", sa.String(16), nullable=False),
        sa.Column("question_ts", sa.String(), nullable=False),
        sa.Column("thread_ts", sa.String(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("response_url", sa.String(), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("literal", sa.Boolean(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("misses", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("answer_ts", sa.String(), nullable=False),
        sa.Column("answered", sa.Boolean()),
        sa.Column("confidence", sa.Float()),
        sa.Column("generation", sa.String(), nullable=False),
        sa.Column("symbols", sa.JSON(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=False),
    )
    asked = sa.text("question_ts <> ''")
    op.create_index(
        "clausebot_exchange_question",
        "clausebot_exchange",
        ["team", "channel", "question_ts"],
        unique=True,
        sqlite_where=asked,
        postgresql_where=asked,
    )
    op.create_index("clausebot_exchange_answer", "clausebot_exchange", ["team", "channel", "answer_ts"])
    op.create_index("clausebot_exchange_thread", "clausebot_exchange", ["team", "channel", "thread_ts"])
    op.create_index("clausebot_exchange_asker", "clausebot_exchange", ["asker", "team"])
    op.create_index("clausebot_exchange_lease", "clausebot_exchange", ["state", "leased_until"])
    op.create_table(
        "clausebot_feedback",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("exchange", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("user", sa.String()),
        sa.Column("helpful", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("exchange", "user", name="clausebot_feedback_one_each"),
    )
    op.create_table(
        "clausebot_channel",
        sa.Column("team", sa.String(), primary_key=True),
        sa.Column("channel", sa.String(), primary_key=True),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("everything", sa.Boolean(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
    )


def downgrade() -> None:
    """Drop the tables, and everything in them."""
    for table in ("clausebot_channel", "clausebot_feedback", "clausebot_exchange", "clausebot_event"):
        op.drop_table(table)
