"""Migrations: one module for each change of the tables, which is never changed afterwards."""
