"""Proofs of the directory."""
