"""User interfaces: command line, console chat, exports and the Slack bot."""
