// Shows the ways in that need a key only where the browser knows keys, and says when one failed.
if (window.PublicKeyCredential) {
  document.querySelectorAll("[data-needs-key]").forEach((element) => { element.hidden = false; });
  document.querySelectorAll("[data-key-missing]").forEach((element) => { element.hidden = true; });
}
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.querySelectorAll("[data-key-problem]").forEach((element) => { element.hidden = false; });
});
