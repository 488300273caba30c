"""Slacks that nobody here wrote, one small stub for what they cannot do, and the bot as a process of its own."""
