// Follows long work: <div data-progress-url="…"> with a <progress> and [data-progress-text].
// The address answers {value, max, text, done, next}; when done, the page at `next` (or this one) opens.
"use strict";
for (const box of document.querySelectorAll("[data-progress-url]")) {
  const bar = box.querySelector("progress");
  const text = box.querySelector("[data-progress-text]");
  let pause = 1000;

  const ask = async () => {
    try {
      const answer = await fetch(box.dataset.progressUrl, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const state = await answer.json();
      if (Number.isFinite(state.value)) {
        bar.max = state.max || 100;
        bar.value = state.value;
      }
      if (state.text) text.textContent = state.text;
      if (state.done) {
        const next = state.next ? new URL(state.next, location.href) : null;
        if (next && next.origin === location.origin) location.assign(next);
        else location.reload();
        return;
      }
      pause = 1000;
    } catch {
      pause = Math.min(pause * 2, 30000);
    }
    setTimeout(ask, pause);
  };
  setTimeout(ask, pause);
}
