"""Verification of quotations: whether, and where, the resolutions of a library have the words of a text."""
