"""What a user would write without us: one query, one plain `{% for %}` table, same middleware."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import engines

from bench.site import ROWS
from teilhabe.audit.models import Event

# The page of the trail as it is seen: the same rows, the same columns, Django's own words for them.
TABLE = engines["django"].from_string(
    "<!doctype html><html lang=de><title>Protokoll</title><h1>Protokoll</h1><table><thead><tr>"
    "<th>Zeitpunkt</th><th>Vorgang</th><th>Datensatz</th><th>Person</th><th>Geändert</th></tr>"
    "</thead><tbody>{% for event in events %}<tr><th>{{ event.at }}</th><td>{{ event.verb }}</td>"
    "<td>{{ event.subject_type }} {{ event.subject_id }}</td>"
    "<td>{% if event.by %}{{ event.by.display_name }}{% else %}automatisch{% endif %}</td>"
    '<td>{{ event.changed|join:", " }}</td></tr>{% endfor %}</tbody></table></html>'
)


@login_required
def table(request: HttpRequest) -> HttpResponse:
    events = Event.objects.select_related("by").order_by("-at", "pk")[:ROWS]
    return HttpResponse(TABLE.render({"events": events, "user": request.user}))


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<!doctype html><html lang=de><title>Hallo</title><h1>Hallo</h1></html>")
