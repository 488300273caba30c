"""Understanding of a question: its limits, citations, misspelt words, and the turns before it."""
