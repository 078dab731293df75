"""Rebuild the vendored style sheet, fonts and map library under `kit/static/kit/vendor`.

Run by hand when a version below changes: `python tools/vendor.py`. It needs npm, and of Python only
what the project has anyway (tinycss2 comes with WeasyPrint). Each npm package is fetched at its
pinned version; what lands in the tree is listed with licence and hash in `VENDORED.md`.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import tinycss2
from fontTools import subset
from fontTools.ttLib import TTFont
from tinycss2 import ast

VENDOR = Path(__file__).parent.parent / "src/teilhabe/kit/static/kit/vendor"

KERN, LEAFLET, FIRA, ARABIC = (
    "@kern-ux/native@2.7.2",
    "leaflet@1.9.4",
    "@fontsource/fira-sans@5.3.0",  # the licence text; the font files come with KERN
    "@fontsource/noto-sans-arabic@5.3.0",
)

# -- KERN: what stays --------------------------------------------------------------------------

# Component families that our partials use. Everything else (grid, utilities, icons as data
# addresses, the header that claims a federal website) is left out.
FAMILIES = {
    "alert",
    "badge",
    "btn",
    "btn-wrapper",
    "description-list",
    "description-list-item",
    "dialog",
    "error",
    "fieldset",
    "form-input",
    "hint",
    "label",
    "progress",
    "sr-only",
    "table",
    "title",
}

# KERN nests surfaces by "levels"; we have one level, so a contextual token is its plain token.
CONTEXTUAL = {
    "--kern-color-layout-layer-surface": "--kern-color-layout-background-default-surface",
    "--kern-color-decorative-brand": "--kern-color-decorative-brand-default",
    "--kern-color-decorative-border": "--kern-color-decorative-border-default",
}

# Tokens that KERN uses but defines nowhere.
UNDEFINED = {"--kern-small": "768px", "--border-radius-large": "8px"}

# Tokens that our own style sheets may use although no kept component does.
OWN_TOKENS = re.compile(
    r"--kern-(color-(layout|action|feedback|decorative|form)|metric-(space|border|dimension)"
    r"|typography-font)"
)

# -- Fonts: which letters ----------------------------------------------------------------------

LATIN = "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+1E9E,U+2010-2014,"
LATIN += "U+2018-201A,U+201C-201E,U+2022,U+2026,U+202F,U+2030,U+2039-203A,U+20AC,U+2122,U+2191,"
LATIN += "U+2193,U+2212"
LATIN_EXT = "U+0100-0130,U+0132-0151,U+0154-017F,U+018F,U+0192,U+01A0-01A1,U+01AF-01B0,"
LATIN_EXT += "U+01E6-01E7,U+0218-021B,U+0237,U+0259,U+1E80-1E85,U+1EA0-1EF9"
CYRILLIC = "U+0400-045F,U+0462-0463,U+0472-0475,U+0490-0491,U+0492-0493,U+049A-049B,"
CYRILLIC += "U+04AE-04B1,U+04B2-04B3,U+04BA-04BB,U+04D8-04D9,U+04E2-04E3,U+04E8-04E9,U+04EE-04EF,"
CYRILLIC += "U+2116"
ARABIC_RANGE = "U+0600-061C,U+061E-06FF,U+0750-077F,U+08A0-08A9,U+200C-200D,U+FB50-FBB1,"
ARABIC_RANGE += "U+FBFC-FBFF,U+FDF2,U+FDFC,U+FE70-FEFC"
FEATURES = [
    "kern",
    "liga",
    "locl",
    "mark",
    "mkmk",
    "ccmp",
    "calt",
    "rlig",
    "init",
    "medi",
    "fina",
]
FEATURES += ["isol", "curs", "tnum"]


@dataclass(frozen=True, slots=True)
class Package:
    spec: str
    folder: Path
    licence: str

    @property
    def name(self) -> str:
        return self.spec.rpartition("@")[0]

    @property
    def version(self) -> str:
        return self.spec.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Face:
    family: str
    weights: str
    file: str
    letters: str


def fetch(spec: str, into: Path) -> Package:
    name = subprocess.run(
        ["npm", "pack", "--silent", spec],
        cwd=into,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    folder = into / name.removesuffix(".tgz")
    with tarfile.open(into / name) as archive:
        archive.extractall(folder, filter="data")
    package = folder / "package"
    return Package(spec, package, json.loads((package / "package.json").read_text())["license"])


# -- Colours: from OKLCH to what an old phone understands ----------------------------------------

Colour = tuple[float, float, float, float]  # lightness, chroma, hue, alpha


def oklch(text: str) -> Colour:
    named = {"white": (1.0, 0.0, 0.0, 1.0), "black": (0.0, 0.0, 0.0, 1.0)}
    if text in named:
        return named[text]
    found = re.fullmatch(r"oklch\(\s*([\d.]+)(%?)\s+([\d.]+)\s+([\d.]+)\s*\)", text)
    if not found:
        raise ValueError(f"not a colour KERN uses: {text}")
    lightness = float(found[1]) / (100 if found[2] else 1)
    return lightness, float(found[3]), float(found[4]), 1.0


def hexadecimal(colour: Colour) -> str:
    """sRGB with clipping, by the matrices of CSS Color 4."""
    lightness, chroma, hue, alpha = colour
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    channels = [
        12.92 * c if c <= 0.0031308 else 1.055 * max(c, 0.0) ** (1 / 2.4) - 0.055 for c in linear
    ]
    bytes_ = [round(255 * min(1.0, max(0.0, c))) for c in channels]
    if alpha < 1:
        return f"rgba({bytes_[0]},{bytes_[1]},{bytes_[2]},{alpha:.2g})"
    return "#" + "".join(f"{value:02x}" for value in bytes_)


def share(text: str) -> float:
    text = text.removeprefix("calc(").removesuffix(")").strip()
    if found := re.fullmatch(r"100% - ([\d.]+)%", text):
        return 1 - float(found[1]) / 100
    if found := re.fullmatch(r"([\d.]+) \* 100%", text):
        return float(found[1])
    return float(text.removesuffix("%")) / 100


def mixed(text: str) -> Colour:
    """`color-mix(in oklch, A [p], B [p])` in the three shapes that KERN writes."""
    found = re.fullmatch(
        r"color-mix\(in oklch, ((?:oklch\([^)]*\)|white|black))( .+)?, (\w+)( .+)?\)",
        text,
    )
    if not found:
        raise ValueError(f"not a mixture KERN uses: {text}")
    first = oklch(found[1])
    weight = 1 - share(found[4].strip()) if found[4] else share((found[2] or "50%").strip())
    if found[3] == "transparent":
        return first[0], first[1], first[2], weight
    second = oklch(found[3])
    lightness = first[0] * weight + second[0] * (1 - weight)
    return (
        lightness,
        first[1] * weight,
        first[2],
        1.0,
    )  # white and black have no hue of their own


# -- KERN: tokens and rules ----------------------------------------------------------------------


def plain(text: str) -> str:
    """One level of surfaces, and no fallback inside var(): every token we keep is defined."""

    def name(found: re.Match[str]) -> str:
        bare = found[1].removesuffix("-contextual")
        known = CONTEXTUAL.get(bare, bare) if found[1] != bare else bare
        return UNDEFINED.get(known, f"var({known})")

    text = text.replace("--kern-color-color-", "--kern-color-")
    return re.sub(r"var\(\s*(--[\w-]+)\s*(?:,(?:[^()]|\([^()]*\))*)?\)", name, text)


def resolved(value: str, tokens: Mapping[str, str]) -> str | None:
    """The value in plain words, or None where KERN points at a token it never defines."""
    while names := re.findall(r"var\((--[\w-]+)\)", value):
        if not tokens.keys() >= set(names):
            return None
        value = re.sub(r"var\((--[\w-]+)\)", lambda found: tokens[found[1]], value)
    if value.startswith("oklch("):
        return hexadecimal(oklch(value))
    if value.startswith("color-mix("):
        return hexadecimal(mixed(value))
    return value


def declarations(rule: ast.QualifiedRule) -> Iterator[tuple[str, str, bool]]:
    for item in tinycss2.parse_blocks_contents(
        rule.content, skip_comments=True, skip_whitespace=True
    ):
        if item.type == "declaration":
            yield (
                item.name,
                " ".join(tinycss2.serialize(item.value).split()),
                item.important,
            )


@dataclass(frozen=True, slots=True)
class Tokens:
    steady: dict[str, str]
    wide: dict[str, str]
    light: dict[str, str]
    dark: dict[str, str]


def is_wide(rule: ast.AtRule) -> bool:
    return tinycss2.serialize(rule.prelude).strip() == "(min-width: 768px)"


def read_tokens(sheet: list[ast.Node]) -> Tokens:
    steady: dict[str, str] = {}
    wide: dict[str, str] = {}
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for rule in sheet:
        if rule.type == "qualified-rule":
            where = tinycss2.serialize(rule.prelude)
            home = steady if where.strip() == ":root" else None
            home = light if "theme=light],\n.kern-light " in where else home
            home = dark if "theme=dark],\n.kern-dark " in where else home
            if home is not None and "theme=dark],\n.kern-dark,\n" not in where:
                home.update({k: plain(v) for k, v, _ in declarations(rule) if k.startswith("--")})
        elif rule.type == "at-rule" and rule.content and is_wide(rule):
            for inner in tinycss2.parse_rule_list(rule.content, True, True):
                if tinycss2.serialize(inner.prelude).strip() == ":root":
                    wide.update({k: plain(v) for k, v, _ in declarations(inner)})
    return Tokens(steady, wide, light, dark)


def wanted(selector: str) -> bool:
    classes = re.findall(r"\.(kern-[\w-]+)", selector)
    families = {
        re.sub(r"(--|__).*", "", name.removeprefix("kern-")).removesuffix("-responsive")
        for name in classes
    }
    families = {"sr-only" if f.startswith("sr-only") else f for f in families}
    return bool(families) and families <= FAMILIES


LOGICAL = {
    "left": "inset-inline-start",
    "right": "inset-inline-end",
    "border-top-left-radius": "border-start-start-radius",
    "border-top-right-radius": "border-start-end-radius",
    "border-bottom-left-radius": "border-end-start-radius",
    "border-bottom-right-radius": "border-end-end-radius",
}


def parts(value: str) -> list[str]:
    """Split at spaces outside parentheses."""
    return re.findall(r"(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+", value)


def logical(name: str, value: str) -> list[tuple[str, str]]:
    """One sheet for both directions: say start and end where KERN says left and right."""
    if name in ("margin", "padding") and len(parts(value)) == 4:
        top, right, bottom, left = parts(value)
        if right != left:
            return [
                (f"{name}-block", f"{top} {bottom}"),
                (f"{name}-inline", f"{left} {right}"),
            ]
    if name in ("text-align", "float", "clear") and value in ("left", "right"):
        side = {"left": "start", "right": "end"}[value]
        return [(name, side if name == "text-align" else f"inline-{side}")]
    if found := re.fullmatch(r"(margin|padding|border)-(left|right)(-\w+)?", name):
        side = {"left": "start", "right": "end"}[found[2]]
        return [(f"{found[1]}-inline-{side}{found[3] or ''}", value)]
    return [(LOGICAL.get(name, name), value)]


def written(rule: ast.QualifiedRule) -> str:
    selectors = [" ".join(part.split()) for part in tinycss2.serialize(rule.prelude).split(",\n")]
    whole = " ".join(tinycss2.serialize(rule.prelude).split())
    kept = [whole] if "(" in whole else [s for one in selectors for s in one.split(", ")]
    kept = [one for one in kept if wanted(one)]
    body: dict[str, str] = {}
    for name, value, important in declarations(rule):
        if "url(" in value or name.startswith("-webkit-box"):
            continue
        for key, text in logical(name, plain(value)):
            body.pop(key, None)
            body[key] = text + ("!important" if important else "")
    if not kept or not body:
        return ""
    return ",".join(kept) + "{" + ";".join(f"{k}:{v}" for k, v in body.items()) + "}"


def rules(sheet: list[ast.Node]) -> Iterator[str]:
    for rule in sheet:
        if rule.type == "qualified-rule":
            yield written(rule)
        elif rule.type == "at-rule" and rule.at_keyword == "media" and rule.content:
            inside = "".join(
                written(inner)
                for inner in tinycss2.parse_rule_list(rule.content, True, True)
                if inner.type == "qualified-rule"
            )
            if inside:
                yield f"@media {tinycss2.serialize(rule.prelude).strip()}{{{inside}}}"


def block(values: Mapping[str, str]) -> str:
    return "{" + ";".join(f"{name}:{value}" for name, value in values.items()) + "}"


def kern_sheet(kern: Package) -> str:
    text = (kern.folder / "dist/kern.css").read_text()
    sheet = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    tokens, body = read_tokens(sheet), "".join(rules(sheet))
    used = set(re.findall(r"var\((--[\w-]+)\)", body))

    def keep(values: Mapping[str, str], over: Mapping[str, str]) -> dict[str, str]:
        everything = {**tokens.steady, **tokens.light, **over}
        return {
            name: text
            for name, value in values.items()
            if (name in used or OWN_TOKENS.match(name))
            and (text := resolved(value, everything)) is not None
        }

    steady = keep(tokens.steady, {})
    wide = keep(tokens.wide, tokens.wide)
    light, dark = keep(tokens.light, {}), keep(tokens.dark, tokens.dark)
    missing = used - set(steady) - set(light)
    if missing:
        raise ValueError(f"tokens without a value: {sorted(missing)}")
    changed = {name: value for name, value in dark.items() if light.get(name) != value}
    not_light = ":root:not([data-kern-theme=light])"
    return "\n".join(
        [
            f"/* KERN {kern.name} {kern.version}, {kern.licence}, reduced by tools/vendor.py */",
            f":root{block(steady)}",
            f"@media (min-width:768px){{:root{block(wide)}}}",
            f":root{block(light)}",
            f"@media (prefers-color-scheme:dark){{{not_light}{block(changed)}}}",
            f":root[data-kern-theme=dark]{block(changed)}",
            body,
            "",
        ]
    )


# -- Fonts ---------------------------------------------------------------------------------------


def codepoints(ranges: str) -> list[int]:
    points: list[int] = []
    for part in ranges.replace("U+", "").split(","):
        first, _, last = part.partition("-")
        points += range(int(first, 16), int(last or first, 16) + 1)
    return points


def cut(source: Path, letters: str, target: Path) -> None:
    options = subset.Options(flavor="woff2", hinting=False, desubroutinize=True)
    options.layout_features = FEATURES
    options.name_IDs = [0, 1, 2, 3, 5, 13, 14]  # copyright and licence stay in the file
    font = TTFont(source, recalcTimestamp=False)  # the same bytes every time
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codepoints(letters))
    subsetter.subset(font)
    subset.save_font(font, str(target), options)


def fonts(kern: Package, fira: Package, arabic: Package) -> str:
    folder = VENDOR / "fonts"
    faces: list[Face] = []
    for weight, weights, name in (
        (400, "400", "Regular"),
        (600, "500 700", "SemiBold"),
    ):
        source = kern.folder / f"dist/fonts/fira-sans/FiraSans-{name}.woff2"
        for key, letters in (
            ("latin", LATIN),
            ("latin-ext", LATIN_EXT),
            ("cyrillic", CYRILLIC),
        ):
            file = f"fira-sans-{key}-{weight}.woff2"
            cut(source, letters, folder / file)
            faces.append(Face("Fira Sans", weights, file, letters))
        file = f"noto-sans-arabic-{weight}.woff2"
        source = arabic.folder / f"files/noto-sans-arabic-arabic-{weight}-normal.woff2"
        cut(source, ARABIC_RANGE, folder / file)
        faces.append(Face("Noto Sans Arabic", weights, file, ARABIC_RANGE))
    owner = TTFont(kern.folder / "dist/fonts/fira-sans/FiraSans-Regular.woff2")["name"]
    licence = (fira.folder / "LICENSE").read_text()
    (folder / "OFL-fira-sans.txt").write_text(f"{owner.getDebugName(0)}\n\n{licence}")
    shutil.copy(arabic.folder / "LICENSE", folder / "OFL-noto-sans-arabic.txt")
    return "".join(
        f'@font-face{{font-family:"{face.family}";font-style:normal;font-weight:{face.weights};'
        f'font-display:swap;src:url("{face.file}") format("woff2");unicode-range:{face.letters}}}\n'
        for face in faces
    )


# -- The table -----------------------------------------------------------------------------------


def table(packages: list[Package]) -> str:
    lines = [
        "# Vendored files",
        "",
        "Written by `tools/vendor.py`; do not edit by hand. Each package at its pinned version.",
        "",
        "| npm package | version | licence |",
        "|---|---|---|",
        *(f"| {p.name} | {p.version} | {p.licence} |" for p in packages),
        "",
        "| file | bytes | sha256 |",
        "|---|---|---|",
    ]
    for path in sorted(VENDOR.rglob("*")):
        if path.is_file() and path.name != "VENDORED.md":
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            name = path.relative_to(VENDOR).as_posix()
            lines.append(f"| {name} | {path.stat().st_size} | `{digest}` |")
    return "\n".join(lines) + "\n"


def main() -> None:
    if VENDOR.exists():
        shutil.rmtree(VENDOR)
    for folder in ("kern", "fonts", "leaflet"):
        (VENDOR / folder).mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        kern, leaflet, fira, arabic = (
            fetch(spec, Path(scratch)) for spec in (KERN, LEAFLET, FIRA, ARABIC)
        )
        (VENDOR / "kern/kern.css").write_text(kern_sheet(kern))
        shutil.copy(kern.folder / "LICENSE.md", VENDOR / "kern/LICENSE.md")
        (VENDOR / "fonts/fonts.css").write_text(fonts(kern, fira, arabic))
        script = (leaflet.folder / "dist/leaflet.js").read_text()
        script = re.sub(r"\n//# sourceMappingURL=.*", "", script)
        (VENDOR / "leaflet/leaflet.js").write_text(script)
        sheet = (leaflet.folder / "dist/leaflet.css").read_text()
        sheet = re.sub(r"[^{}]*\{[^{}]*url\([^{}]*\}", "", sheet)  # no picture is shipped
        (VENDOR / "leaflet/leaflet.css").write_text(sheet)
        shutil.copy(leaflet.folder / "LICENSE", VENDOR / "leaflet/LICENSE")
        (VENDOR / "VENDORED.md").write_text(table([kern, leaflet, fira, arabic]))


if __name__ == "__main__":
    main()
