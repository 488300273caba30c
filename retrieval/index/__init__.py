"""Generations on disk: build, publish, open, verify."""
