"""Listeners to events of Slack: each acknowledges first, then has the dispatcher do the work."""
