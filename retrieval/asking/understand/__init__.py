"""What a question says besides its topic: limits, citations, abbreviations, slips of the pen, turns before."""
