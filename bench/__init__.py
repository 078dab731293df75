"""Measured promises: what we say about speed, beside what a user would pick instead, in one run."""
