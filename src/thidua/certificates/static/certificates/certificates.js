// The picture follows the numbers; arrow keys move the chosen box. Without this, «Xem thử» does it.
"use strict";
{
  const form = document.querySelector("[data-boxes]");
  const sheet = document.querySelector("[data-sheet]");
  const image = document.querySelector("[data-sheet-image]");
  const fault = document.querySelector("[data-sheet-fault]");
  const STEP = 0.5, LEAP = 5, PAUSE = 250;
  const MOVES = { ArrowLeft: ["x", -1], ArrowRight: ["x", 1], ArrowUp: ["y", -1], ArrowDown: ["y", 1] };
  let chosen = null, waiting = 0, latest = 0;

  const input = (row, name) => row.querySelector(`[name$="-${name}"]`);
  const read = (text) => Number.parseFloat(text.replace(/\.(?=\d{3})/g, "").replace(",", "."));
  const written = (value) => String(Math.round(value * 10) / 10).replace(".", ",");

  const show = async () => {
    const turn = ++latest;
    const answer = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form) });
    if (turn !== latest) return;
    if (!answer.ok) { fault.textContent = answer.status === 422 ? await answer.text() : ""; return; }
    fault.textContent = "";
    const before = image.src;
    image.src = URL.createObjectURL(await answer.blob());
    if (before.startsWith("blob:")) URL.revokeObjectURL(before);
  };
  const showSoon = () => { clearTimeout(waiting); waiting = setTimeout(show, PAUSE); };
  const nudge = (field, by) => {
    const value = read(field.value);
    field.value = written(Math.max(0, (Number.isNaN(value) ? 0 : value) + by));
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const choose = (row) => {
    if (!row || row === chosen) return;
    chosen?.classList.remove("is-chosen");
    chosen = row;
    chosen.classList.add("is-chosen");
  };

  form.addEventListener("focusin", (event) => choose(event.target.closest("[data-box]")));
  form.addEventListener("input", showSoon);
  form.addEventListener("keydown", (event) => {
    const move = MOVES[event.key];
    if (!move || move[0] !== "y" || event.target.inputMode !== "decimal") return;
    event.preventDefault();
    nudge(event.target, -move[1] * (event.shiftKey ? LEAP : STEP));
  });
  sheet.addEventListener("keydown", (event) => {
    const move = MOVES[event.key];
    if (!move || !chosen) return;
    event.preventDefault();
    nudge(input(chosen, move[0]), move[1] * (event.shiftKey ? LEAP : STEP));
  });
  document.querySelector("[data-nudge-note]").hidden = false;
}
