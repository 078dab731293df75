"""Proofs of the trail."""
