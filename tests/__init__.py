"""Proofs of the house; the tree mirrors src."""
