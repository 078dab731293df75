"""What people ask of the toolbox: their own views, drafts and long works."""

import uuid

from django.db.models import QuerySet

from teilhabe.kit.models import Draft, SavedView, Work
from teilhabe.kit.types import User


def saved_views(*, user: User, list_key: str) -> list[SavedView]:
    return list(SavedView.objects.filter(user_id=user.pk, list_key=list_key).order_by("name", "pk"))


def own_views(*, user: User) -> QuerySet[SavedView]:
    return SavedView.objects.filter(user_id=user.pk).order_by("list_key", "name", "pk")


def draft(*, user: User, form_key: str, object_key: str) -> Draft | None:
    return Draft.objects.filter(user_id=user.pk, form_key=form_key, object_key=object_key).first()


def work(uid: uuid.UUID, *, user: User) -> Work | None:
    return Work.objects.filter(uid=uid, user_id=user.pk).first()
