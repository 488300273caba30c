"""What is measured rather than promised; run by hand."""
