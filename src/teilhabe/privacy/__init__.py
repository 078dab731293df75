"""Keeps the promises to the people in the data: who looked, how long rows live, what was deleted."""
