"""PDF reader: layout analysis of glyphs into lines of text in reading order."""
