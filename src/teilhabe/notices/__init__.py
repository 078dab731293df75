"""Reaches people: notices inside the house, mail in their language, letters as tagged PDF."""
