"""Words compared: the same or not, what was changed, how far two texts agree."""
