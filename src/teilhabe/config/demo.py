"""Makes the demo office: an invented team in a real county, every day as fresh as today."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from teilhabe.accounts import demo as accounts
from teilhabe.directory import demo as directory
from teilhabe.office import demo as office


def make(*, at: datetime) -> None:
    """Fill the database; a second run on the same day changes nothing."""
    directory.make(at=at)
    accounts.make(at=at)
    office.make(at=at)


def print_logins() -> None:
    """What whoever tries the demo needs to know, on the terminal."""
    address = settings.BASE_URL
    port = urlsplit(address).port or 80
    print(f"\n  Public site   {address}/")
    print(f"  Workspace     {address}/heute/")
    print(f"  Components    {address}/kit/\n")
    print(f"  Demo logins   {', '.join(accounts.LOGINS)}")
    print(f"  Password      {accounts.PASSWORD}")
    print("  Second factor teilhabe demo-code LOGIN   (or: make code ROLE=leitung)")
    print(f"  Passkeys      open http://localhost:{port}/ instead: browsers refuse them on numbers")
    print(flush=True)
