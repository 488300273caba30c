"""Answering a question: understand it, search, judge."""
