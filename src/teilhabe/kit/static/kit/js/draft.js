// Keeps a long form as a draft while it is being typed.
// <form data-draft-url="…"> … <p data-draft-status data-saving="…" data-saved="Entwurf gespeichert um {time}"
//   data-offline="…" data-elsewhere="…"></p>
// The form data goes to that address as a POST with the form's own token. The answer is any 2xx; 409 means
// that somebody else has changed the record meanwhile, and the words of data-elsewhere are shown.
"use strict";
for (const form of document.querySelectorAll("form[data-draft-url]")) {
  const status = form.querySelector("[data-draft-status]") ?? document.querySelector("[data-draft-status]");
  const wait = 1500;
  const patience = [5000, 15000, 30000];
  let timer = 0;
  let failures = 0;
  let stored = "";
  let leaving = false;

  const say = (key) => {
    if (!status) return;
    const time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    status.textContent = (status.dataset[key] ?? "").replace("{time}", time.format(new Date()));
  };

  const content = () => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return new URLSearchParams(data);
  };

  const save = async () => {
    const data = content();
    const now = data.toString();
    if (leaving || now === stored) return;
    say("saving");
    try {
      const answer = await fetch(form.dataset.draftUrl, {
        method: "POST",
        body: data,
        headers: { "X-CSRFToken": data.get("csrfmiddlewaretoken") ?? "" },
        redirect: "error",
        keepalive: document.visibilityState === "hidden",
      });
      if (answer.status === 409) return say("elsewhere");
      if (!answer.ok) throw new Error(String(answer.status));
      stored = now;
      failures = 0;
      form.dispatchEvent(new CustomEvent("draft:saved", { bubbles: true }));
      say("saved");
    } catch {
      say("offline");
      later(patience[Math.min(failures++, patience.length - 1)]);
    }
  };

  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };

  stored = content().toString();
  form.addEventListener("input", () => later(wait));
  form.addEventListener("change", () => later(wait));
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(timer);
  });
  window.addEventListener("online", () => later(0));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
}
