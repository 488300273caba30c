"""Slack bot: app, listeners, dispatcher, store and Block Kit views."""
