"""Who may enter and what they may do: people, roles with scope and end, login, second factor.

Owns the user table, role assignments and invitations. Serves Art. 32 GDPR (only those who need
the data reach it) and § 8 TIntG (the centre works together with schools, authorities, municipalities).
"""
