"""What happens in Slack, handed on: every listener acknowledges first, then has the dispatcher do the work."""
