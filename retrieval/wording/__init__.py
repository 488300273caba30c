"""Text comparison: folding, word diff, overlap, alignment."""
