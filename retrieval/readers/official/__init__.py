"""Official texts of resolutions: lines, blocks, numbers, a tree of paragraphs."""
