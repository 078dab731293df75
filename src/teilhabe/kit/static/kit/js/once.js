// One press sends a form once: a second click while the answer is on its way is dropped.
// Reading (GET) may be repeated; a page that comes back from the browser's memory may send again.
"use strict";
{
  const sent = new Set();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const method = event.submitter?.formMethod || form.method;
    if (event.defaultPrevented || method !== "post") return;
    if (sent.has(form)) {
      event.preventDefault();
      return;
    }
    sent.add(form);
    setTimeout(() => sent.delete(form), 8000);
  });
  window.addEventListener("pageshow", () => sent.clear());
}
