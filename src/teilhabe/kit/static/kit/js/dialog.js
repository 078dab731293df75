// Opens <dialog id="x"> from <a data-dialog="x" href="the page that asks the same">.
"use strict";
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const dialog = document.getElementById(opener.dataset.dialog);
  if (!dialog?.showModal) return;
  event.preventDefault();
  dialog.showModal();
});

// Menus that unfold close with Escape and when the focus leaves them.
const unfolded = "details.menu-button[open], details.language-switch[open]";
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll(unfolded)) {
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  }
});
for (const happening of ["click", "focusin"]) {
  document.addEventListener(happening, (event) => {
    for (const menu of document.querySelectorAll(unfolded)) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
}
