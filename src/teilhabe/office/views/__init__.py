"""Staff pages of the office, by nouns: centre, team, responsibilities, contacts, deadlines, requests."""
