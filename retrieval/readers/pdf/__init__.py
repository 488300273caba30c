"""PDF: glyphs on pages, laid out as lines of text in reading order."""
