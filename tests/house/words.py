"""Collects every sentence a person may see from code and templates, as gettext would."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.template import engines
from django.template.base import Node, NodeList, TextNode, TokenType, VariableNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.translation import trim_whitespace

from tests.house.house import SOURCE, modules

CALLS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (None, 0, None)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (None, 0, 1)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (0, 1, None)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (0, 1, 2)),
}
VISIBLE_ATTRIBUTES = re.compile(
    r'\s(?:aria-label|title|alt|placeholder)="([^"{]*[A-Za-zÄÖÜäöüß]{2,}[^"{]*)"'
)
# Names and signs that are the same in every language.
SAME_EVERYWHERE = re.compile(
    r"^(?:teilhabe|CSV|XLSX|PDF|vCard|iCalendar|KERN|EUPL(?:-1\.2)?|A|Z|h|km|TOTP|OIDC|Ctrl|Enter|Esc)$"
)


@dataclass(frozen=True)
class Message:
    """One msgid with its context and, where it counts things, its plural."""

    text: str
    context: str
    plural: str
    where: str


def from_code() -> Iterator[Message]:
    for module in modules():
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name not in CALLS:
                continue
            context, text, plural = (_constant(node.args, position) for position in CALLS[name])
            if text:
                yield Message(text, context, plural, module.where(node))


def _constant(arguments: list[ast.expr], position: int | None) -> str:
    if position is None or position >= len(arguments):
        return ""
    value = arguments[position]
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""


def templates() -> list[Path]:
    return sorted(SOURCE.rglob("templates/**/*.*"))


def _nodes(nodelist: NodeList) -> Iterator[Node]:
    for node in nodelist:
        yield node
        for name in dict.fromkeys(("nodelist", *getattr(node, "child_nodelists", ()))):
            inner = getattr(node, name, None)
            if isinstance(inner, NodeList):
                yield from _nodes(inner)
        for _, inner in getattr(node, "conditions_nodelists", ()):
            yield from _nodes(inner)


def from_templates() -> Iterator[Message]:
    for path in templates():
        source = path.read_text()
        for text in re.findall(r"""_\(["']([^"']+)["']\)""", source):
            yield Message(text, "", "", path.name)
        template = engines["django"].from_string(source).template
        for node in _nodes(template.nodelist):
            if isinstance(node, TranslateNode):
                text = node.filter_expression.var
                if isinstance(text, str):
                    context = getattr(node.message_context, "var", "") or ""
                    yield Message(text, str(context), "", path.name)
                elif getattr(text, "literal", None) is not None:
                    context = getattr(getattr(node.message_context, "var", None), "literal", "")
                    yield Message(str(text.literal), context or "", "", path.name)
            if isinstance(node, BlockTranslateNode):
                yield _block(node, path)


def _block(node: BlockTranslateNode, path: Path) -> Message:
    def text(tokens: list[object]) -> str:
        parts = [
            token.contents if token.token_type == TokenType.TEXT else f"%({token.contents})s"
            for token in tokens
        ]
        joined = "".join(parts)
        return trim_whitespace(joined) if node.trimmed else joined

    context = getattr(getattr(node.message_context, "var", None), "literal", None)
    if context is None:
        context = getattr(node.message_context, "var", "") or ""
    return Message(text(node.singular), str(context), text(node.plural or []), path.name)


def untranslatable(path: Path) -> list[str]:
    """Visible words of a template that stand outside every translation tag."""
    source = re.sub(
        r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", "", path.read_text(), flags=re.DOTALL
    )
    source = re.sub(r"{% block \w*_(?:class|attributes) %}.*?{% endblock[^%]*%}", "", source)
    found = VISIBLE_ATTRIBUTES.findall(source)
    template = engines["django"].from_string(source).template
    text = "".join(
        node.s if isinstance(node, TextNode) else "\x00"
        for node in _nodes(template.nodelist)
        if isinstance(node, TextNode | VariableNode)
    )
    text = re.sub(r"<(script|svg)\b.*?</\1>", " ", text, flags=re.DOTALL)
    text = re.sub(r"<[^>]*>|&\w+;|&#\d+;", "\n", text)
    words = re.findall(r"[A-Za-zÄÖÜäöüß][A-Za-zÄÖÜäöüß.\-]+", text.replace("\x00", " "))
    if path.suffix == ".html":
        found += [word for word in words if not SAME_EVERYWHERE.match(word)]
    return found


def all_messages() -> set[Message]:
    return {*from_code(), *from_templates()}
