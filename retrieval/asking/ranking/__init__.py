"""Ranking: a search query -> ranked hits."""
