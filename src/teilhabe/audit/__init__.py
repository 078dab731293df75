"""The trail: who did what to which record when, with the names of changed fields, never values."""
