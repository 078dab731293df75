// Lists by keyboard: j and k move, Enter opens, x chooses, / goes to the search box.
// A person may switch these off: <body data-shortcuts="off">.
"use strict";
{
  const rows = () => [...document.querySelectorAll("tr[data-row]")];
  const typing = (target) =>
    target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

  const move = (step) => {
    const all = rows();
    if (all.length === 0) return;
    const here = all.indexOf(document.activeElement.closest("tr[data-row]"));
    const next = all[Math.min(Math.max(here + step, 0), all.length - 1)];
    next.tabIndex = -1;
    next.focus({ preventScroll: true, focusVisible: true });
    next.scrollIntoView({ block: "nearest" });
  };

  const choose = (row) => {
    const box = row.querySelector("input[name=auswahl]");
    if (!box) return;
    box.checked = !box.checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const goToSearch = () => {
    const box = document.querySelector(".filters input[type=search], [data-global-search]");
    if (!box) return false;
    box.focus();
    box.select();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (document.body.dataset.shortcuts === "off") return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    const row = event.target.closest("tr[data-row]");
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "/") {
      if (!goToSearch()) return;
    } else if (event.key === "x" && row) choose(row);
    else if (event.key === "Enter" && row === event.target) {
      const link = row.querySelector("a[data-row-link]");
      if (!link) return;
      link.click();
    } else return;
    event.preventDefault();
  });

  // How many are chosen, and one box for the whole page.
  for (const form of document.querySelectorAll("form[data-bulk]")) {
    const boxes = () => [...form.elements].filter((box) => box.name === "auswahl");
    const said = form.querySelector("[data-bulk-count]");
    const before = said.textContent;
    const every = document.querySelector("[data-choose-all]");
    const count = () => {
      const chosen = boxes().filter((box) => box.checked).length;
      const text = chosen === 1 ? form.dataset.textOne : form.dataset.textMany;
      said.textContent = chosen === 0 ? before : text.replace("{n}", chosen);
      if (every) {
        every.checked = chosen > 0 && chosen === boxes().length;
        every.indeterminate = chosen > 0 && !every.checked;
      }
    };
    if (every) {
      every.hidden = false;
      every.addEventListener("change", () => {
        for (const box of boxes()) box.checked = every.checked;
        count();
      });
    }
    document.addEventListener("change", (event) => {
      if (event.target.name === "auswahl") count();
    });
    count();
  }
}
