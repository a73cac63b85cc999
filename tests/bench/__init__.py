"""Benchmarks: what is measured is printed, never asserted. Run with `make bench`."""
