"""Console: terminal rendering, and the interactive chat."""
