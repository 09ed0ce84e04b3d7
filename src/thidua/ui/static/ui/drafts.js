// What was typed is never lost: kept on the device until the page says that it was taken in,
// offered back afterwards, and held when there is no network to send it by.
"use strict";
(() => {
  const { all, said } = window.thidua;
  const DAYS = 7;
  const isSigned = Boolean(document.body.dataset.user);
  const isOffline = Boolean(document.querySelector("[data-offline]"));
  const prefix = `draft:${document.body.dataset.user || "-"}:`;

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
        return true;
      } catch {
        // A full or forbidden store: typing goes on without a draft.
        return false;
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
  const isTick = (e) => ["checkbox", "radio"].includes(e.type);
  const ticked = (e) => (isTick(e) ? (e.checked ? e.value : null) : e.value);
  // Beside a field that several people write stands the mark of the text that its writer had before them:
  // only what was changed is put back, and with it that mark, so that the server sees a change made meanwhile.
  const markOf = (form, name) => all("input[data-seen]", form).find((e) => e.name === `seen-${name}` || (e.dataset.seen && name.startsWith(`${e.dataset.seen}-`)));
  const chosenAtFirst = (e) => Math.max([...e.options].findIndex((o) => o.defaultSelected), 0);
  const isChanged = (e) => (isTick(e) ? e.checked !== e.defaultChecked : e.options ? e.selectedIndex !== chosenAtFirst(e) : e.value !== e.defaultValue);
  const valuesOf = (form) =>
    typed(form).map((e) => {
      const mark = markOf(form, e.name);
      return mark ? [e.name, ticked(e), e.value, mark.value, "typed" in e.dataset || "typed" in mark.dataset || isChanged(e)] : [e.name, ticked(e), e.value];
    });
  const toPut = (values) => values.filter(([, , , mark, hasChanged]) => mark === undefined || hasChanged);
  const fieldsFor = (form, [name, , which]) => typed(form).filter((e) => e.name === name && (!isTick(e) || e.value === which));
  const differs = (form, values) =>
    toPut(values).some((each) => {
      const fields = fieldsFor(form, each);
      return !fields.length || fields.some((e) => ticked(e) !== each[1]);
    });
  // Answers the texts for which the page has no place any more.
  const put = (form, values) =>
    toPut(values).filter((each) => {
      const [name, value, , mark] = each;
      const fields = fieldsFor(form, each);
      for (const e of fields) {
        if (isTick(e)) e.checked = value !== null;
        else e.value = value;
        if (value) e.closest("details")?.setAttribute("open", "");
        if (mark !== undefined && markOf(form, name)) markOf(form, name).value = mark;
      }
      return !fields.length && typeof value === "string" && value.trim();
    });
  const two = (figure) => String(figure).padStart(2, "0");
  const clock = (moment) => `${two(moment.getHours())}:${two(moment.getMinutes())}`;
  const at = (kept) => {
    const moment = new Date(kept.at);
    return `${clock(moment)}, ${two(moment.getDate())}/${two(moment.getMonth() + 1)}`;
  };

  // A sent draft is dropped when a page tells that it was taken in, or when the server led on from
  // the form to another page without an error; in doubt it stays.
  const done = document.querySelector("[data-done]");
  const faulty = document.querySelector(".error-summary, .notice-fail, .has-error, [data-refused]");
  const from = document.referrer ? new URL(document.referrer).pathname : "";
  for (const key of store.keys()) {
    const kept = store.read(key);
    if (!kept || Date.now() - kept.at > DAYS * 864e5) {
      store.drop(key);
    } else if (kept.sent) {
      const wentOn = from === kept.path && window.location.pathname !== kept.path;
      if (isSigned && !faulty && (done || wentOn)) store.drop(key);
      else store.write(key, { ...kept, sent: false });
    }
  }

  function bar(form, text, tone) {
    form.querySelector(":scope > .draft-bar")?.remove();
    const made = document.createElement("div");
    made.className = `draft-bar${tone ? ` draft-bar-${tone}` : ""}`;
    made.setAttribute("role", tone === "fail" ? "alert" : "status");
    const say = document.createElement("span");
    say.textContent = text;
    made.append(say);
    form.prepend(made);
    return made;
  }

  function offer(form, key, kept) {
    const made = bar(form, `${said("kept")} ${at(kept)}.`);
    const take = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-quiet btn-small", textContent: said("take") });
    const drop = take.cloneNode();
    drop.textContent = said("drop");
    take.addEventListener("click", () => {
      const left = put(form, kept.values).map((each) => each[1]);
      form.dataset.dirty = "yes";
      made.remove();
      if (left.length) {
        const text = Object.assign(document.createElement("textarea"), { className: "form-control", readOnly: true, rows: 4, value: left.join("\n\n") });
        text.setAttribute("aria-label", said("left"));
        text.dataset.noDraft = "";
        bar(form, said("left")).append(text);
      }
      typed(form)[0]?.focus();
    });
    drop.addEventListener("click", () => {
      store.drop(key);
      made.remove();
    });
    made.append(take, drop);
  }

  function saved(form) {
    let note = form.querySelector(".draft-saved");
    if (!note) {
      note = Object.assign(document.createElement("output"), { className: "draft-saved" });
      (all(".form-end", form).at(-1) ?? form).append(note);
    }
    note.textContent = `${said("saved")} ${clock(new Date())}`;
  }

  function keepDraft(form, name) {
    const key = prefix + name;
    const { pathname: path } = window.location;
    const kept = store.read(key);
    const write = (sent) => store.write(key, { at: Date.now(), values: valuesOf(form), sent, path, title: document.title });
    if (kept && differs(form, kept.values)) offer(form, key, kept);
    let timer = 0;
    form.addEventListener("input", () => {
      form.dataset.dirty = "yes";
      clearTimeout(timer);
      timer = setTimeout(() => write(false) && saved(form), 400);
    });
    // A phone may end the page without another word.
    window.addEventListener("pagehide", () => form.dataset.dirty && !form.dataset.sent && write(false));
    document.addEventListener("visibilitychange", () => document.hidden && form.dataset.dirty && !form.dataset.sent && write(false));
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      write(true);
    });
  }

  // A form with a longer text is kept even where its page gives the draft no name.
  const nameOf = (form) =>
    form.dataset.draft ||
    (isSigned && form.matches("form.form[method=post]") && !form.matches("[data-no-draft]") && form.querySelector("textarea")
      ? `${window.location.pathname}${form.getAttribute("action") || ""}`
      : "");

  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector('form[data-dirty="yes"]:not([data-sent])')) event.preventDefault();
  });

  // Without a network a form is not sent into the void: it says so and keeps everything.
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (form.matches("[data-sign-out]")) store.keys().forEach(store.drop);
      if (form.method !== "post" || navigator.onLine) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const name = nameOf(form);
      if (name) store.write(prefix + name, { at: Date.now(), values: valuesOf(form), sent: false, path: window.location.pathname, title: document.title });
      form.dataset.unsent = "yes";
      bar(form, said("unsent"), "fail").scrollIntoView({ block: "nearest" });
    },
    true,
  );
  function tellNetwork() {
    let strip = document.querySelector(".offline-strip");
    if (navigator.onLine) {
      strip?.remove();
      for (const form of all("form[data-unsent]")) {
        delete form.dataset.unsent;
        bar(form, said("online"), "pass");
      }
    } else if (!strip) {
      strip = Object.assign(document.createElement("p"), { className: "offline-strip", textContent: said("offline") });
      strip.setAttribute("role", "status");
      document.querySelector("main").prepend(strip);
    }
  }
  window.addEventListener("online", tellNetwork);
  window.addEventListener("offline", tellNetwork);
  if (!navigator.onLine && !isOffline) tellNetwork();

  const list = document.querySelector("[data-kept-drafts]");
  if (list) {
    for (const kept of store.keys().map(store.read).filter((each) => each?.path)) {
      const line = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { href: kept.path, textContent: kept.title || kept.path });
      const time = Object.assign(document.createElement("span"), { className: "soft", textContent: at(kept) });
      line.append(link, time);
      list.querySelector("ul").append(line);
      list.hidden = false;
    }
  }

  const start = (root) => all("form", root).filter(nameOf).forEach((form) => keepDraft(form, nameOf(form)));
  start(document);
  document.addEventListener("htmx:load", (event) => event.target !== document.body && start(event.target));
})();
