"""Tables of people with access: users, their roles, invitations, and the mark of a demo."""

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from teilhabe.accounts import roles
from teilhabe.accounts.choices import RoleCode, Stage, Theme
from teilhabe.kit.validity import Valid, ValidityQuerySet, period_in_order

AUTH_USER = settings.AUTH_USER_MODEL


class UserQuerySet(models.QuerySet["User"]):
    def holding(self, *, codes: list[str], on: date) -> Self:
        """People who hold one of these roles on that day and are not blocked."""
        current = RoleAssignment.objects.filter(role__in=codes).current(on=on)
        return self.filter(
            is_active=True, blocked_at=None, pk__in=current.values("user_id")
        ).order_by("name", "pk")


class Users(BaseUserManager["User"]):
    """Django and allauth look people up by their login name through this."""

    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def holding(self, *, codes: list[str], on: date) -> UserQuerySet:
        return self.get_queryset().holding(codes=codes, on=on)


class User(AbstractBaseUser):
    """A person with a login. What they may do follows from their role assignments alone."""

    personal = ("username", "email", "name", "language", "last_login")

    username = models.CharField(
        _("Anmeldename"), max_length=60, unique=True, validators=[ASCIIUsernameValidator()]
    )
    email = models.EmailField(_("Mailadresse"), max_length=254)
    name = models.CharField(_("Name"), max_length=120)
    language = models.CharField(_("Sprache der Oberfläche"), max_length=20, default="de")
    theme = models.CharField(_("Darstellung"), max_length=5, choices=Theme, blank=True)
    shortcuts_enabled = models.BooleanField(_("Tastenkürzel"), default=True)
    is_active = models.BooleanField(_("aktiv"), default=True)
    created_at = models.DateTimeField(_("angelegt am"))
    left_on = models.DateField(
        _("letzter Tag mit Rolle"), null=True, blank=True
    )  # day after which no role is left
    blocked_at = models.DateTimeField(_("gesperrt am"), null=True, blank=True)
    blocked_by = models.ForeignKey(
        "self",
        verbose_name=_("gesperrt von"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["email", "name"]

    objects = Users()

    # the day and the role codes held on it, kept by the backend for the life of this object
    held: tuple[date, tuple[str, ...]] | None = None

    class Meta:
        verbose_name = _("Zugang")
        verbose_name_plural = _("Zugänge")
        constraints = [
            models.UniqueConstraint(Lower("username"), name="user_username_in_any_case"),
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_in_any_case",
                violation_error_message=_("Mit dieser Mailadresse gibt es schon einen Zugang."),
            ),
            models.CheckConstraint(
                name="user_blocked_by_only_with_when",
                condition=Q(blocked_by=None) | Q(blocked_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"User {self.pk}"

    @property
    def display_name(self) -> str:
        return self.name or self.username

    @property
    def is_blocked(self) -> bool:
        return self.blocked_at is not None or not self.is_active

    def get_full_name(self) -> str:
        return self.display_name

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Asks the backends, as Django does; there is nobody to whom everything is open."""
        for backend in _permission_backends():
            try:
                if backend.has_perm(self, perm, obj):
                    return True
            except PermissionDenied:
                return False
        return False

    def has_perms(self, perm_list: list[str], obj: object = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        return any(backend.has_module_perms(self, app_label) for backend in _permission_backends())


def _permission_backends() -> list[Any]:

    return [backend for backend in auth.get_backends() if hasattr(backend, "has_perm")]


class RoleAssignmentQuerySet(ValidityQuerySet["RoleAssignment"]):
    def current(self, *, on: date) -> Self:
        """Valid on that day and not ended before."""
        return super().current(on=on).filter(ended_at=None)


class RoleAssignment(Valid):
    """A person holds a role, as far as its scope reaches and as long as its days run."""

    personal = ("user", "assigned_by", "ended_by")

    user = models.ForeignKey(
        AUTH_USER, verbose_name=_("Person"), on_delete=models.CASCADE, related_name="assignments"
    )
    role = models.CharField(_("Rolle"), max_length=20, choices=RoleCode)
    stage = models.CharField(_("Bildungsstufe"), max_length=20, choices=Stage, blank=True)
    municipality = models.ForeignKey(
        "directory.Municipality",
        verbose_name=_("Kommune"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    institution = models.ForeignKey(
        "directory.Institution",
        verbose_name=_("Einrichtung"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    assigned_by = models.ForeignKey(
        AUTH_USER,
        verbose_name=_("vergeben von"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    assigned_at = models.DateTimeField(_("vergeben am"))
    ended_by = models.ForeignKey(
        AUTH_USER,
        verbose_name=_("beendet von"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    ended_at = models.DateTimeField(_("beendet am"), null=True, blank=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Rollenvergabe")
        verbose_name_plural = _("Rollenvergaben")
        constraints = [
            period_in_order("role_assignment_period_in_order"),
            models.CheckConstraint(
                name="role_assignment_assigned_by_only_with_when",
                condition=Q(assigned_by=None) | Q(assigned_at__isnull=False),
            ),
            models.CheckConstraint(
                name="role_assignment_ended_by_only_with_when",
                condition=Q(ended_by=None) | Q(ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"RoleAssignment {self.pk} ({self.role})"

    def counts(self, *, on: date) -> bool:
        """The same as `current`, for rows already fetched; roles that no longer exist never count."""
        return self.role in roles.ROLES and self.ended_at is None and self.is_current(on=on)

    @property
    def words(self) -> str:
        """The role with its limits, as people read it: Beratung (Primarstufe, Alsdorf)."""
        limits = [
            self.get_stage_display() if self.stage else "",
            getattr(self.municipality, "name", ""),
            getattr(self.institution, "name", ""),
        ]
        narrowed = ", ".join(limit for limit in limits if limit)
        label = self.get_role_display()
        return f"{label} ({narrowed})" if narrowed else label


class Invitation(models.Model):
    """A link by mail with which a person chooses a password. Only the token's hash is kept."""

    personal = ("user", "created_by")

    user = models.ForeignKey(
        AUTH_USER, verbose_name=_("Person"), on_delete=models.CASCADE, related_name="invitations"
    )
    token_hash = models.CharField(_("Prüfsumme des Links"), max_length=64, unique=True)
    expires_at = models.DateTimeField(_("gilt bis"))
    created_by = models.ForeignKey(
        AUTH_USER,
        verbose_name=_("eingeladen von"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("verschickt am"))
    accepted_at = models.DateTimeField(_("angenommen am"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(
        _("ersetzt am"), null=True, blank=True
    )  # a newer link took its place

    class Meta:
        verbose_name = _("Einladung")
        verbose_name_plural = _("Einladungen")
        constraints = [
            models.CheckConstraint(
                name="invitation_created_by_only_with_when",
                condition=Q(created_by=None) | Q(created_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["user"],
                name="invitation_one_open_per_user",
                condition=Q(accepted_at=None, withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation {self.pk}"


class Installation(models.Model):
    """One row that says what this database is for; without it, demo accounts are refused."""

    personal = ()

    is_demo = models.BooleanField(_("Vorführung"), default=False)
    marked_at = models.DateTimeField(_("gekennzeichnet am"))

    class Meta:
        verbose_name = _("Installation")
        verbose_name_plural = _("Installationen")
        constraints = [
            models.CheckConstraint(name="installation_is_one_row", condition=Q(id=1)),
        ]

    def __str__(self) -> str:
        return "Installation (demo)" if self.is_demo else "Installation"
