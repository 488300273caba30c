"""Command line: commands, their arguments and options."""
