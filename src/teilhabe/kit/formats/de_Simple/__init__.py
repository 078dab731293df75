"""Formats of plain German: the same as German."""
