// Gives each message a button that takes it away. Nothing vanishes by itself.
"use strict";
for (const region of document.querySelectorAll("[data-toasts]")) {
  for (const message of region.querySelectorAll(".message")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "message__close";
    button.setAttribute("aria-label", region.dataset.closeLabel);
    button.textContent = "×";
    button.addEventListener("click", () => {
      message.remove();
      document.getElementById("inhalt")?.focus();
    });
    message.append(button);
  }
}
