"""Listeners for Slack's events: each acknowledges first, then calls the dispatcher."""
