"""Agreed language: where the Council has said something before, and how its words changed."""
