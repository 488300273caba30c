"""Fuzzing of every reader: `python -m tests.fuzz.run READER`; not run by `make test`."""
