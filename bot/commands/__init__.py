"""Implementations of the commands, one module for each."""
