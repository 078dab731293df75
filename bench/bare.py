"""What a user would write without us: one query, one plain `{% for %}` table, same middleware."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import engines

from teilhabe.parameters.models import Parameter

TABLE = engines["django"].from_string(
    "<!doctype html><html lang=de><title>Regeln</title><table>"
    "{% for row in rows %}<tr><td>{{ row.label }}</td><td>{{ row.value }}</td><td>{{ row.unit }}</td>"
    "<td>{{ row.valid_from }}</td><td>{{ row.valid_until }}</td><td>{{ row.legal_basis }}</td></tr>"
    "{% endfor %}</table></html>"
)


@login_required
def table(request: HttpRequest) -> HttpResponse:
    return HttpResponse(TABLE.render({"rows": Parameter.objects.order_by("key", "pk")[:25]}))


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<!doctype html><html lang=de><title>Hallo</title><h1>Hallo</h1></html>")
