"""Query rewriting: remove wrapping, use words of the texts, split double questions."""
