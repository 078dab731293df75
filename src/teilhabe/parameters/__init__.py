"""Legal values with validity: what a decree, a law or the office itself has fixed, and since when.

The room owns numbers, days and levels that code must not contain: months of first support, the
smallest heritage group, the longest way to school, tariffs, deadlines. Each has a source and a
period. Other rooms ask `queries.value("support.months", on=day)`, always with the day in question.
"""
