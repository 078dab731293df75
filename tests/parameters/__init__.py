"""Tests of the legal values."""
