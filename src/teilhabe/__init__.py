"""The working system of a municipal integration centre."""
