"""Migrations of a database from an earlier version to this one, step by step."""
