"""Benchmarks; run by hand."""
