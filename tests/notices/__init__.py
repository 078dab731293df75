"""Proofs of notices, mail and letters."""
