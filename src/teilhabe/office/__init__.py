"""The centre itself: profile, staff, posts, responsibilities, public contacts, deadlines, requests.

The room owns what the office says about itself and who answers for what; it serves § 8 TIntG and
the conditions of its funding (closed unit, focus themes in a two-year rhythm).
"""
