"""Fault harness: damaged files, kills and starved resources, against every command; `python -m tests.faults`."""
