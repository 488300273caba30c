"""Answerability: whether the hits answer a question, as a calibrated probability."""
