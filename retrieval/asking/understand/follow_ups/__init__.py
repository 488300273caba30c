"""Follow-up questions: topic, limits and shape that a question takes from earlier turns."""
