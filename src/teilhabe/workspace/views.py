"""The staff's first page of the day, and the search over everything they may see."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from teilhabe.kit import contributions
from teilhabe.kit.types import StaffRequest
from teilhabe.kit.web import reads

WORKSPACE = "accounts.use_workspace"
LONGEST_QUERY = 200


@reads(WORKSPACE)
def today(request: StaffRequest) -> HttpResponse:
    day = timezone.localdate()
    tiles = contributions.tiles(request.user, on=day)
    waiting = [tile for tile in tiles if tile.count]
    quiet = [tile for tile in tiles if not tile.count]
    return render(request, "workspace/today.html", {"day": day, "waiting": waiting, "quiet": quiet})


@reads(WORKSPACE)
def search(request: StaffRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    hits = contributions.search(words, request.user, on=timezone.localdate()) if words else []
    page = Paginator(hits, 25).get_page(request.GET.get("seite"))
    before = f"{urlencode({'q': words})}&seite="
    return render(
        request, "workspace/search.html", {"words": words, "page": page, "before": before}
    )
