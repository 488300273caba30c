"""Database of the Slack app: exchanges, verdicts on them, settings of channels, and ids of events seen."""
