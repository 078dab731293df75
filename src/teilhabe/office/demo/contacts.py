"""Makes the public contacts of the demo, some of them not confirmed for long."""

from datetime import datetime

from teilhabe.office import actions
from teilhabe.office.demo import files
from teilhabe.office.demo.team import Office
from teilhabe.office.schemas import ContactFacts


def make(office: Office, *, at: datetime) -> None:
    for contact in files.read("contacts")["contacts"]:
        person = office.staff[contact["who"]]
        facts = ContactFacts(
            function=person.function,
            staff=person,
            shows_name=contact.get("shows_name", True),
            phone=contact["phone"],
            fax=contact["fax"],
            mail=contact["mail"],
            room=contact["room"],
            stage=contact.get("stage", ""),
            topics=tuple(office.topics[key] for key in contact["topics"]),
            municipalities=tuple(office.places[key] for key in contact.get("places", ())),
            order=contact["order"],
            valid_until=files.day(contact.get("until"), today=office.today),
        )
        confirmed = files.before(at, {"days": contact["confirmed"]})
        actions.add_contact(facts=facts, by=office.head, at=confirmed)
