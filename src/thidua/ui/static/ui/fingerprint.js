// Whether a file is a known paper: its SHA-256 is made here and only that is sent. Where the browser
// gives no WebCrypto (a page without https) the form posts the file, as it does without script.
"use strict";
(() => {
  const form = document.querySelector("form[data-fingerprint]");
  if (!form || !globalThis.crypto?.subtle) return;
  const input = form.querySelector('input[type="file"]');
  form.querySelector("[data-where]").hidden = true;
  form.querySelector("[data-where-here]").hidden = false;

  async function compare(file) {
    form.querySelector("button").textContent = form.dataset.busy;
    form.setAttribute("aria-busy", "true");
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    window.location.assign(`${form.getAttribute("action")}?bam=${hex}`);
  }

  // Before the page's own watch over submits: nothing is posted.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (input.files.length) compare(input.files[0]);
  });
  input.addEventListener("change", () => input.files.length && compare(input.files[0]));
  for (const name of ["dragenter", "dragover"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.add("is-over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    form.addEventListener(name, () => form.classList.remove("is-over"));
  }
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) compare(event.dataTransfer.files[0]);
  });
})();
