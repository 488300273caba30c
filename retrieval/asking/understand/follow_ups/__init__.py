"""Follow-up questions: what a question takes from the turns before it."""
