"""Workspaces with settings of their own, and the workspace of each event."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table, and add the column; processes of the previous version keep working."""
    op.add_column("clausebot_event", sa.Column("team", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "clausebot_workspace",
        sa.Column("team", sa.String(), primary_key=True),
        sa.Column("enterprise", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("keep_days", sa.Integer()),
    )


def downgrade() -> None:
    """Drop the table and the column."""
    op.drop_table("clausebot_workspace")
    op.drop_column("clausebot_event", "team")
