// Ticking many at once, and the count of who is ticked; the pages work without it.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const pressed = (box) => box.dispatchEvent(new Event("input", { bubbles: true }));

  function follow(master, boxes) {
    const look = () => {
      const on = boxes.filter((box) => box.checked).length;
      master.checked = on > 0 && on === boxes.length;
      master.indeterminate = on > 0 && on < boxes.length;
    };
    master.addEventListener("change", () => {
      boxes.forEach((box) => (box.checked = master.checked));
      if (boxes.length) pressed(boxes[0]);
    });
    document.addEventListener("input", look);
    look();
  }

  for (const group of all("[data-group]")) {
    const master = group.querySelector("[data-tick-all]");
    master.closest("label").hidden = false;
    follow(master, all("input[name]", group));
  }

  const table = document.querySelector(".tick-table");
  if (!table) return;
  const rows = all("tbody:not(.tick-all) tr", table);
  const row = table.querySelector(".tick-all");
  row.hidden = rows.length < 2;
  for (const master of all("[data-column]", row)) {
    follow(master, all(`input[value="${master.dataset.column}"]`, table));
  }
  const count = document.querySelector("[data-ticked]");
  const tell = () => {
    const ticked = rows.filter((each) => each.querySelector(":checked")).length;
    count.textContent = count.dataset.words.replace("0", ticked);
  };
  document.addEventListener("input", tell);
  tell();
})();
