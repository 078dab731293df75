"""Proofs of looks, retention and deletion."""
