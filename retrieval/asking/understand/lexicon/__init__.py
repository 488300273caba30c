"""Lexicon of query understanding: its patterns and word lists. A new phrasing is a row here.

Each has a test case in tests/retrieval/asking/understand/cases.txt; tests/test_patterns.py measures its time. Frames of
questions are in frames.toml, and wordings of whole follow-ups in follow_ups/wordings.toml. Large patterns that few
questions need are compiled at first use, as compiling all of them takes a tenth of a second.
"""
