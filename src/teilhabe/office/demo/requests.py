"""Makes messages of invented people, from just arrived to answered long ago."""

from datetime import datetime

from teilhabe.office import actions
from teilhabe.office.demo import files
from teilhabe.office.demo.team import Office
from teilhabe.office.models import ContactRequest


def make(office: Office, *, at: datetime) -> None:
    for entry in files.read("requests")["requests"]:
        message = actions.Message(
            text=entry["text"],
            language=entry["language"],
            name=entry["name"],
            mail=entry.get("mail", ""),
            phone=entry.get("phone", ""),
            topic=office.topics[entry["topic"]] if "topic" in entry else None,
            municipality=office.places[entry["place"]] if "place" in entry else None,
        )
        request = actions.receive_request(
            message=message, once_key=f"demo-{entry['key']}", at=files.before(at, entry["ago"])
        )
        for step in entry["steps"]:
            _go_on(office, request, step, at=files.before(at, step["ago"]))


def _go_on(office: Office, request: ContactRequest, step: files.Entry, *, at: datetime) -> None:
    by = office.logins[step["by"]]
    match step["verb"]:
        case "take":
            actions.take_request(request=request, by=by, at=at)
        case "assign":
            actions.assign_request(request=request, to=office.staff[step["to"]], by=by, at=at)
        case "finish":
            actions.finish_request(request=request, answer=step["answer"], by=by, at=at)
        case "reopen":
            actions.reopen_request(request=request, by=by, at=at)
