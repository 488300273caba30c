"""Mentions: all paragraphs on a topic, by its words and by meaning."""
