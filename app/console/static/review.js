// Keys and places of the page on which a document is looked through. Without it the page is a plain form.
"use strict";
(() => {
  const SWAPPED = ["heading", "review", "deeds"];
  const sheets = document.querySelector(".sheets");
  const keys = document.getElementById("keys");
  if (!sheets || !keys) return;

  const form = () => document.querySelector("form.values");
  const fields = () => [...form().querySelectorAll("[data-path]")];
  const doubts = () => fields().filter((one) => one.dataset.rank).sort((a, b) => a.dataset.rank - b.dataset.rank);
  const field = (path) => document.getElementById(`f-${path}`);
  const box = (path) => document.getElementById(`b-${path}`);
  const isChoice = (one) => one.tagName === "SELECT";
  const before = (one) => (isChoice(one) ? [...one.options].find((option) => option.defaultSelected)?.value ?? "" : one.defaultValue);
  const isChanged = (one) => one.value !== before(one);

  function goTo(one) {
    if (!one) return;
    one.focus();
    if (one.select) one.select();
    one.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  // The box of the value that has the focus stands out, in the middle of what is seen of its page.
  function show(path) {
    document.querySelectorAll(".marks .here").forEach((one) => one.classList.remove("here"));
    const place = box(path);
    if (!place) return;
    place.classList.add("here");
    const seen = sheets.getBoundingClientRect(), at = place.getBoundingClientRect();
    sheets.scrollBy(at.left + at.width / 2 - seen.left - seen.width / 2, at.top + at.height / 2 - seen.top - seen.height / 2);
  }

  // The next of the values to look at; from any other field, the next field of the page.
  function next(one, step = 1) {
    const list = one.dataset.rank ? doubts() : fields();
    return list[list.indexOf(one) + step];
  }

  function neighbour(one, step) {
    const row = one.closest("[data-row]");
    const rows = row ? [...row.parentElement.querySelectorAll("[data-row]")] : [];
    const other = rows[rows.indexOf(row) + step];
    return other?.cells[one.closest("td").cellIndex].querySelector("[data-path]");
  }

  // What goes to the server: the session's secret, the step, and only what was changed.
  function changed() {
    const sent = new URLSearchParams();
    for (const one of form().elements) {
      const isTicked = one.type === "checkbox" && one.checked && !one.defaultChecked;
      if (one.type === "hidden" || isTicked || (one.dataset.path && isChanged(one))) sent.append(one.name, one.value);
    }
    return sent;
  }

  // Takes the parts of the page as the server gives them back; what was typed meanwhile stays.
  function take(page, sent) {
    const typed = new Map(fields().filter((one) => isChanged(one) && sent.get(one.name) !== one.value).map((one) => [one.id, one.value]));
    const focused = document.activeElement?.id;
    for (const id of SWAPPED) document.getElementById(id).replaceWith(page.getElementById(id));
    const marks = page.querySelectorAll(".marks");
    document.querySelectorAll(".marks").forEach((one, index) => one.replaceWith(marks[index]));
    typed.forEach((value, id) => { const one = document.getElementById(id); if (one) one.value = value; });
    const wrong = form().querySelector("[data-wrong]");
    goTo(wrong ?? (focused ? document.getElementById(focused) : null));
    const standing = form().querySelector(".standing");
    if (!wrong) standing.prepend("Saved. ");
    document.getElementById("announced").textContent = wrong ? page.querySelector(".refusal").innerText : standing.innerText;
    start();
  }

  let saving = Promise.resolve();
  function save() {
    saving = saving.then(async () => {
      const sent = changed();
      form().setAttribute("aria-busy", "true");
      const answer = await fetch(location.href.split("#")[0], { method: "POST", body: sent });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (page.getElementById("review")) take(page, sent);
      else form().submit(); // The session is over, or the server refuses: its own page says so.
    }).catch(() => {
      form().removeAttribute("aria-busy");
      document.getElementById("announced").textContent = form().querySelector(".standing").textContent = "Not saved: the server cannot be reached. What you typed is still here.";
    });
  }

  const inField = {
    Enter(one) {
      const to = next(one);
      if (isChanged(one)) save();
      goTo(to ?? form().querySelector("[type=submit]"));
    },
    Escape(one) {
      if (!isChanged(one)) one.blur();
      else if (isChoice(one)) one.value = before(one);
      else { one.value = before(one); one.select(); }
    },
    Tab(one, event) {
      const to = one.dataset.rank ? next(one, event.shiftKey ? -1 : 1) : null;
      if (!to) return false;
      goTo(to);
    },
    ArrowUp: (one, event) => event.altKey && goTo(neighbour(one, -1)),
    ArrowDown: (one, event) => event.altKey && goTo(neighbour(one, 1)),
  };

  document.addEventListener("keydown", (event) => {
    const one = event.target;
    if (event.isComposing || keys.open) return;
    if (one.dataset.path) {
      if (event.key in inField && inField[event.key](one, event) !== false) event.preventDefault();
    } else if (event.key === "?" && !one.matches("input, textarea, select")) {
      event.preventDefault();
      keys.showModal();
    } else if (event.key === "Tab" && !event.shiftKey && one === document.body && doubts().length) {
      event.preventDefault();
      goTo(doubts()[0]);
    }
  });

  document.addEventListener("focusin", (event) => event.target.dataset.path && show(event.target.dataset.path));
  document.addEventListener("click", (event) => {
    const to = event.target.closest("a[href^='#']")?.getAttribute("href").slice(1) ?? "";
    const path = to.slice(2);
    if (to.startsWith("f-") && field(path)) { event.preventDefault(); goTo(field(path)); }
    if (to.startsWith("b-") && box(path)) { event.preventDefault(); show(path); }
    if (event.target.id === "show-keys") keys.showModal();
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form.values")) return;
    event.preventDefault();
    save();
  });

  function start() {
    document.getElementById("show-keys").hidden = false;
  }
  start();
})();
