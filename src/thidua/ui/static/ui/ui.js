// Small helps over pages that work without any script: one submit, dialogs, rows, pasted tables,
// selection, keys. No inline handlers, no eval: it runs under the strict policy.
"use strict";
(() => {
  const words = Object.fromEntries(
    [...document.querySelector("template#loi-noi").content.querySelectorAll("[data-word]")].map((e) => [e.dataset.word, e.textContent]),
  );
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const said = (name) => words[name];
  window.thidua = Object.freeze({ all, said });

  // One submit: the second press of an impatient thumb does nothing.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of all("form[data-sent]")) delete form.dataset.sent;
    for (const button of all('[aria-busy="true"]')) button.removeAttribute("aria-busy");
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (dialog?.showModal) {
      event.preventDefault();
      dialog.showModal();
      dialog.addEventListener("close", () => opener.focus(), { once: true });
      return;
    }
    if (event.target.matches?.("dialog.dialog")) event.target.close();
    if (event.target.closest("[data-back]")) window.history.back();
    event.target.closest("[data-dismiss]")?.closest(".notice").remove();
    if (event.target.closest("[data-print]")) window.print();
    const more = event.target.closest("[data-row-more]");
    if (more) {
      event.preventDefault();
      addRow(more.closest("[data-rows]"));
    }
    const read = event.target.closest("[data-rows-read]");
    if (read) {
      event.preventDefault();
      readPasted(read);
    }
    for (const menu of all("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  function addRow(rows) {
    const total = rows.querySelector(`[name="${rows.dataset.rows}-TOTAL_FORMS"]`);
    const blank = rows.querySelector("template");
    if (!blank || Number(total.value) >= Number(rows.dataset.max)) return;
    const holder = document.createElement("template");
    holder.innerHTML = blank.innerHTML.replaceAll("__prefix__", total.value);
    const row = holder.content.querySelector("[data-row]");
    blank.before(row);
    total.value = Number(total.value) + 1;
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  }

  // A table copied from a sheet and pasted into a row: its lines fill the rows from there on.
  const fold = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").replace(/\(.*\)/, "").trim().toLowerCase();
  const fields = (row) => all("input:not([type=hidden]):not([name$=-DELETE]), select, textarea", row);

  function putCell(field, text) {
    if (field.tagName === "SELECT") {
      const option = [...field.options].find((o) => o.value === text || fold(o.text) === fold(text));
      if (text && !option) return false;
      field.value = option ? option.value : "";
    } else if (field.type === "checkbox") {
      field.checked = /^(x|1|co|có|yes)$/i.test(text);
    } else {
      field.value = text;
    }
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  }

  function pasteInto(rows, text, from, first) {
    let lines = text.replace(/[\r\n]+$/, "").split(/\r?\n/).map((line) => line.split("\t").map((cell) => cell.trim()));
    const heads = fields(from).map((field) => fold(field.labels?.[0]?.firstChild?.textContent ?? ""));
    const headOf = (cell) => (fold(cell).length < 2 ? -1 : heads.findIndex((head) => head.startsWith(fold(cell))));
    let at = lines[0].map((_, i) => first + i);
    if (lines[0].filter((cell) => headOf(cell) >= 0).length > 1) {
      at = lines[0].map(headOf);
      lines = lines.slice(1);
    }
    const found = () => all("[data-row]", rows);
    let number = found().indexOf(from);
    let lost = 0;
    let put = 0;
    for (const line of lines) {
      if (number === found().length) addRow(rows);
      const row = found()[number];
      if (!row) break;
      line.forEach((cell, i) => {
        const field = fields(row)[at[i]];
        if (field && !putCell(field, cell)) lost += 1;
      });
      number += 1;
      put += 1;
    }
    rows.querySelector("[data-pasted-note]").textContent =
      said("pasted").replace("0", put) + (lost ? ` ${said("unpasted").replace("0", lost)}` : "");
  }

  document.addEventListener("paste", (event) => {
    const row = event.target.closest?.("[data-row]");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!row || !/[\t\n]\S/.test(text.trim())) return;
    if (event.target.matches("textarea") && !text.includes("\t")) return;
    event.preventDefault();
    pasteInto(row.closest("[data-rows]"), text, row, fields(row).indexOf(event.target));
  });

  function readPasted(button) {
    const rows = button.closest("[data-rows]");
    const box = rows.querySelector("textarea[name$=-pasted]");
    const isBlank = (row) => fields(row).every((field) => field.type === "checkbox" || !field.value);
    if (!all("[data-row]", rows).some(isBlank)) addRow(rows);
    const from = all("[data-row]", rows).find(isBlank);
    if (!from || !box.value.trim()) return;
    pasteInto(rows, box.value, from, 0);
    box.value = "";
    button.closest("details").open = false;
  }

  document.addEventListener("change", (event) => {
    const box = event.target;
    if (box.matches('[name$="-DELETE"]')) box.closest("[data-row]")?.classList.toggle("is-dropped", box.checked);
    const list = box.closest("form.list");
    if (!list) return;
    const picks = all('[name="pick"]', list);
    if (box.matches("[data-pick-all]")) {
      [...picks, ...all("[data-pick-all]", list)].forEach((pick) => (pick.checked = box.checked));
    }
    const count = list.querySelector("[data-pick-count]");
    if (count) count.textContent = said("picked").replace("0", picks.filter((pick) => pick.checked).length);
  });

  // Keys of one letter: told by «?», and whoever is disturbed by them turns them off there.
  const KEYS = "phim-tat";
  const recall = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const lines = () => all(".rows-table tbody tr, .asks > li").filter((line) => line.offsetParent && line.querySelector("a[href]"));
  const now = () => document.activeElement?.closest?.(".rows-table tbody tr, .asks > li");

  function step(by) {
    const found = lines();
    const at = found.indexOf(now());
    const next = found[at < 0 ? (by > 0 ? 0 : found.length - 1) : at + by];
    next?.querySelector("th a[href], a[href]").focus();
    return Boolean(next);
  }
  const acts = {
    "/": () => {
      const box = all("[data-hotkey='/']").filter((e) => e.offsetParent).pop();
      box?.focus();
      return Boolean(box);
    },
    "?": () => {
      document.getElementById(KEYS)?.showModal();
      return true;
    },
    j: () => step(1),
    k: () => step(-1),
    x: () => {
      const pick = now()?.querySelector("[name=pick]");
      pick?.click();
      return Boolean(pick);
    },
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      for (const menu of all("details.menu[open]")) {
        menu.open = false;
        if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
      }
    }
    const typing = event.target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || recall(KEYS) === "off") return;
    if (document.querySelector("dialog[open]")) return;
    if (Object.hasOwn(acts, event.key) && acts[event.key]()) event.preventDefault();
    else if (["ArrowDown", "ArrowUp"].includes(event.key) && now() && step(event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
  });
  const keysOn = document.querySelector("[data-keys-on]");
  if (keysOn) {
    keysOn.checked = recall(KEYS) !== "off";
    keysOn.addEventListener("change", () => {
      try {
        localStorage.setItem(KEYS, keysOn.checked ? "on" : "off");
      } catch {
        // A forbidden store: the choice holds for this page alone.
      }
    });
  }

  // The calendar beside a written day.
  function addCalendar(input) {
    const box = document.createElement("span");
    box.className = "day-box";
    const picker = Object.assign(document.createElement("input"), { type: "date", tabIndex: -1 });
    picker.setAttribute("aria-hidden", "true");
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn-icon" });
    button.setAttribute("aria-label", said("calendar"));
    button.append(document.querySelector("#loi-noi").content.querySelector("svg").cloneNode(true));
    button.addEventListener("click", () => {
      const [day, month, year] = input.value.split("/");
      picker.value = year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : "";
      picker.showPicker?.();
    });
    picker.addEventListener("change", () => {
      input.value = picker.value.split("-").reverse().join("/");
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    input.replaceWith(box);
    box.append(input, button, picker);
  }

  function start(root) {
    all("input[data-day]", root).forEach(addCalendar);
    all("[data-pick-all]", root).forEach((box) => (box.hidden = false));
  }
  start(document);
  document.addEventListener("htmx:load", (event) => event.target !== document.body && start(event.target));
  for (const notice of all(".messages .notice")) {
    const close = Object.assign(document.createElement("button"), { type: "button", className: "btn-icon notice-close" });
    close.dataset.dismiss = "";
    close.setAttribute("aria-label", said("close"));
    close.append(all("svg", document.querySelector("#loi-noi").content).at(-1).cloneNode(true));
    notice.append(close);
  }
  const workerAddress = document.querySelector("meta[name=service-worker]")?.content;
  if (workerAddress) navigator.serviceWorker?.register(workerAddress).catch(() => {});
  document.querySelector("main > .error-summary, main > form .error-summary")?.focus();
})();
