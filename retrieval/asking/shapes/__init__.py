"""Answers of other shapes than a ranking: lists, counts, dates, citations, comparisons."""
