"""Adapters of other programs, each a process in a virtual environment of its own."""
