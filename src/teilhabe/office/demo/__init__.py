"""An invented office on real ground, for trying the house: A 46 with team, topics and requests.

Calls actions only. The files it is made of lie in `office/data`.
"""

from datetime import datetime

from django.db import transaction

from teilhabe.office import queries
from teilhabe.office.demo import centre, contacts, deadlines, requests, team


def make(*, at: datetime) -> None:
    """Fill the office once, all or nothing. Whatever was tried out since then stays as it is.

    Needs the directory and the demo logins.
    """
    if queries.profile() is not None:
        return
    with transaction.atomic():
        here = team.make(at=at)
        centre.make(here, at=at)
        contacts.make(here, at=at)
        deadlines.make(here, at=at)
        requests.make(here, at=at)
