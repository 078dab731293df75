"""One person's way across the rooms, in a real browser, against the site as the command starts it."""
