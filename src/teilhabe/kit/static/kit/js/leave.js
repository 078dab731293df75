// Asks before somebody leaves a form that has been changed: <form data-leave-warning>.
// A form that keeps a draft need not ask; draft.js says when everything is kept.
"use strict";
{
  const changed = new Set();
  for (const form of document.querySelectorAll("form[data-leave-warning]")) {
    form.addEventListener("input", () => changed.add(form));
    form.addEventListener("submit", () => changed.delete(form));
    form.addEventListener("draft:saved", () => changed.delete(form));
    if (form.querySelector("[aria-invalid=true]")) changed.add(form);
  }
  window.addEventListener("beforeunload", (event) => {
    if (changed.size > 0) event.preventDefault();
  });
}
