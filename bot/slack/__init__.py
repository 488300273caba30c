"""The Slack app: asking where people work."""
