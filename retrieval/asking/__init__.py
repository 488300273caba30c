"""Question answering: understand the question, search, judge whether the hits answer it."""
