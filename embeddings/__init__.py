"""Text: encoders, their weights, and the vectors they make."""
