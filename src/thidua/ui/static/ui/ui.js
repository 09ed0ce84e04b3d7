// Small helps over pages that work without any script: drafts, unsaved changes, one submit, dialogs,
// rows, selection, keys. No inline handlers, no eval: it runs under the strict policy.
"use strict";
(() => {
  const DAYS = 7;
  const prefix = `draft:${document.body.dataset.user || "-"}:`;
  const words = Object.fromEntries(
    [...document.querySelector("template#loi-noi").content.querySelectorAll("[data-word]")].map((e) => [e.dataset.word, e.textContent]),
  );
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Drafts: what was typed stays on the device until the page says that it was kept.
  const store = {
    read(key) {
      try {
        return JSON.parse(localStorage.getItem(key));
      } catch {
        return null;
      }
    },
    write(key, value) {
      try {
        localStorage.setItem(key, JSON.stringify(value));
      } catch {
        // A full or forbidden store: typing goes on without a draft.
      }
    },
    keys() {
      try {
        return Object.keys(localStorage).filter((k) => k.startsWith("draft:"));
      } catch {
        return [];
      }
    },
    drop(key) {
      try {
        localStorage.removeItem(key);
      } catch {
        // Nothing was stored.
      }
    },
  };
  const typed = (form) =>
    all("input, textarea, select", form).filter(
      (e) => e.name && !["password", "file", "hidden", "submit", "button"].includes(e.type) && !e.closest("[data-no-draft]"),
    );
  const valuesOf = (form) =>
    typed(form).map((e) => [e.name, ["checkbox", "radio"].includes(e.type) ? (e.checked ? e.value : null) : e.value, e.value]);
  const put = (form, values) => {
    for (const [name, value, which] of values) {
      for (const e of typed(form).filter((f) => f.name === name)) {
        if (["checkbox", "radio"].includes(e.type)) {
          if (e.value === which) e.checked = value !== null;
        } else {
          e.value = value;
        }
      }
    }
  };

  const done = document.querySelector("[data-done]");
  for (const key of store.keys()) {
    const kept = store.read(key);
    const old = !kept || Date.now() - kept.at > DAYS * 864e5;
    if (old || (done && kept.sent)) store.drop(key);
  }

  function draftBar(form, key, kept) {
    const bar = document.createElement("div");
    bar.className = "draft-bar";
    bar.setAttribute("role", "status");
    const moment = new Date(kept.at);
    const two = (figure) => String(figure).padStart(2, "0");
    const at = `${two(moment.getHours())}:${two(moment.getMinutes())}, ${two(moment.getDate())}/${two(moment.getMonth() + 1)}`;
    const say = document.createElement("span");
    say.textContent = `${words.kept} ${at}.`;
    const take = document.createElement("button");
    take.type = "button";
    take.className = "btn btn-quiet btn-small";
    take.textContent = words.take;
    const drop = take.cloneNode();
    drop.textContent = words.drop;
    take.addEventListener("click", () => {
      put(form, kept.values);
      form.dataset.dirty = "yes";
      bar.remove();
      typed(form)[0]?.focus();
    });
    drop.addEventListener("click", () => {
      store.drop(key);
      bar.remove();
    });
    bar.append(say, take, drop);
    form.prepend(bar);
  }

  function keepDraft(form) {
    const key = prefix + form.dataset.draft;
    const kept = store.read(key);
    if (kept && JSON.stringify(kept.values) !== JSON.stringify(valuesOf(form))) draftBar(form, key, kept);
    let timer = 0;
    form.addEventListener("input", () => {
      form.dataset.dirty = "yes";
      clearTimeout(timer);
      timer = setTimeout(() => store.write(key, { at: Date.now(), values: valuesOf(form), sent: false }), 400);
    });
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      store.write(key, { at: Date.now(), values: valuesOf(form), sent: true });
    });
  }

  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector('form[data-dirty="yes"]:not([data-sent])')) event.preventDefault();
  });

  // One submit: the second press of an impatient thumb does nothing.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-sign-out]")) store.keys().forEach(store.drop);
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
      return;
    }
    if (event.target.closest("[data-print]")) window.print();
    const more = event.target.closest("[data-row-more]");
    if (more) {
      event.preventDefault();
      addRow(more.closest("[data-rows]"));
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

  document.addEventListener("change", (event) => {
    const box = event.target;
    if (box.matches('[name$="-DELETE"]')) box.closest("[data-row]")?.classList.toggle("is-dropped", box.checked);
    const list = box.closest("form.list");
    if (!list) return;
    const picks = all('[name="pick"]', list);
    if (box.matches("[data-pick-all]")) picks.forEach((pick) => (pick.checked = box.checked));
    const count = list.querySelector("[data-pick-count]");
    if (count) count.textContent = words.picked.replace("0", picks.filter((pick) => pick.checked).length);
  });

  document.addEventListener("keydown", (event) => {
    const busy = event.target.matches("input, textarea, select, [contenteditable]");
    if (event.key === "Escape") all("details.menu[open]").forEach((menu) => (menu.open = false));
    if (event.key === "/" && !busy && !event.ctrlKey && !event.metaKey) {
      const box = all("[data-hotkey='/']").filter((e) => e.offsetParent).pop();
      if (box) {
        event.preventDefault();
        box.focus();
      }
    }
  });

  // The calendar beside a written day.
  function addCalendar(input) {
    const box = document.createElement("span");
    box.className = "day-box";
    const picker = Object.assign(document.createElement("input"), { type: "date", tabIndex: -1 });
    picker.setAttribute("aria-hidden", "true");
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn-icon" });
    button.setAttribute("aria-label", words.calendar);
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
    all("form[data-draft]", root).forEach(keepDraft);
    all("[data-pick-all]", root).forEach((box) => (box.hidden = false));
  }
  start(document);
  document.addEventListener("htmx:load", (event) => event.target !== document.body && start(event.target));
  document.querySelector("main > .error-summary, main > form .error-summary")?.focus();
})();
