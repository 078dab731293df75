"""What a user would write without us: one query, one plain `{% for %}` table, same middleware."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import engines

from bench.site import ROWS
from teilhabe.audit import queries
from teilhabe.audit.models import Event

TABLE = engines["django"].from_string(
    "<!doctype html><html lang=de><title>Protokoll</title><h1>Protokoll</h1><table><thead><tr>"
    "<th>Zeitpunkt</th><th>Vorgang</th><th>Datensatz</th><th>Person</th><th>Geändert</th></tr>"
    "</thead><tbody>{% for row in rows %}<tr><th>{{ row.at|moment }}</th><td>{{ row.verb }}</td>"
    "<td>{{ row.subject }}</td><td>{{ row.actor }}</td><td>{{ row.changed }}</td></tr>"
    "{% endfor %}</tbody></table></html>"
)


@login_required
def table(request: HttpRequest) -> HttpResponse:
    """The first page of the trail: the same rows, columns and words as ours, and nothing else."""
    rows = [
        {
            "at": event.at,
            "verb": queries.verb_label(event.verb),
            "subject": queries.subject_label(event),
            "actor": event.by.display_name if event.by else "automatisch",
            "changed": ", ".join(queries.field_labels(event)),
        }
        for event in Event.objects.select_related("by").order_by("-at", "pk")[:ROWS]
    ]
    return HttpResponse(TABLE.render({"rows": rows}, request))


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<!doctype html><html lang=de><title>Hallo</title><h1>Hallo</h1></html>")
