"""Search index on disk, in versioned generations: build, publish, open, verify."""
