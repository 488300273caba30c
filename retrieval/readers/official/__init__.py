"""Parser of official texts of resolutions: lines, blocks, numbers, paragraph tree."""
