"use strict";
(() => {
  const root = document.documentElement;
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const facts = read("facts");
  const evidence = read("cells");

  // Language: what the address asks for, what was chosen before, what the browser prefers, Korean.
  const remember = (language) => { try { localStorage.setItem("mou-language", language); } catch { /* not allowed */ } };
  const remembered = () => { try { return localStorage.getItem("mou-language"); } catch { return null; } };
  const speak = (language) => {
    root.lang = language;
    document.title = document.querySelector(`.top .what .${language}`).textContent;
    for (const button of document.querySelectorAll("[data-language]")) {
      button.setAttribute("aria-pressed", String(button.dataset.language === language));
    }
  };
  const asked = new URLSearchParams(location.search).get("lang");
  const preferred = (navigator.languages || []).find((one) => /^(ko|en)/.test(one));
  speak([asked, remembered(), preferred && preferred.slice(0, 2)].find((one) => one === "ko" || one === "en") || "ko");
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => { speak(button.dataset.language); remember(button.dataset.language); });
  }

  // Texts come from templates of the page; only values are filled in, and only as text.
  const filled = (id, values) => {
    const copy = document.getElementById(id).content.cloneNode(true);
    for (const slot of copy.querySelectorAll("[data-slot]")) slot.textContent = values[slot.dataset.slot];
    return copy;
  };

  // Standing: what only time tells about a page that never changes.
  const standing = window.mouStanding;
  const place = document.getElementById("standing");
  const notice = (id, values, kind, version) => {
    const line = document.createElement("p");
    line.className = `notice ${kind}`;
    line.append(filled(`say-${id}`, values));
    if (version) {
      const link = document.getElementById("open-current").content.cloneNode(true);
      link.querySelector("a").href = `../../${encodeURIComponent(version)}/report/index.html`;
      line.append(" ", link);
    }
    place.append(line);
    return line;
  };
  // Newer versions did not pass: which checks, and what each means.
  const held = ({ since, checks }) => {
    const list = document.createElement("ul");
    list.className = "notice-checks";
    for (const name of checks) list.append(filled(document.getElementById(`check-${name}`) ? `check-${name}` : "check-new", { name }));
    notice("held", { day: day(since) }, "").after(list);
  };
  const days = (since) => Math.floor((Date.now() - Date.parse(since)) / 86400000);
  const day = (instant) => instant.slice(0, 10);
  if (standing) {
    const withdrawn = standing.withdrawn || {};
    const mine = withdrawn[facts.version];
    const newer = Object.keys(withdrawn).filter((name) => name > facts.version).sort().pop();
    const other = standing.current !== facts.version ? standing.current : null;
    if (mine) notice("withdrawn", { day: day(mine.at), reason: mine.reason }, "grave", other);
    else if (other) notice("replaced", {}, "", other);
    else if (newer) {
      notice("stands_in", { version: newer, day: day(withdrawn[newer].at), reason: withdrawn[newer].reason }, "");
    }
    if (standing.held && !mine && !other) held(standing.held);
  } else {
    notice("alone", {}, "quiet");
  }
  const looked = (standing && standing.looked_at) || facts.madeAt;
  if (days(looked) > 3) notice("not_looked", { day: day(looked), n: days(looked) }, "");
  if (facts.newest && days(facts.newest) > 60) notice("stale", { day: facts.newest, n: days(facts.newest) }, "");
  for (const verdict of document.querySelectorAll("[data-due]")) {
    const isOpen = ["on_track", "behind", "not_judged"].includes(verdict.dataset.verdict);
    if (isOpen && days(verdict.dataset.due) > 0) verdict.nextElementSibling.hidden = false;
  }

  // Evidence: the fragment of the address names a number, so a sentence can be linked to.
  const dialog = document.getElementById("evidence");
  let opener = null;
  const safe = (url) => (/^https?:\/\//i.test(url) ? url : "");
  const sentence = ([quote, document_, rules]) => {
    const [publisher, url, published] = evidence.documents[document_];
    const item = document.getElementById("said-one").content.cloneNode(true);
    item.querySelector("blockquote").textContent = quote;
    item.querySelector(".publisher").textContent = publisher;
    item.querySelector(".when").textContent = published;
    item.querySelector("code").textContent = rules.join(", ");
    const link = item.querySelector("a");
    if (safe(url)) { link.href = url; link.textContent = url; item.querySelector(".nowhere").remove(); } else link.remove();
    return item;
  };
  const open = (name) => {
    const cell = evidence.cells[name];
    if (!cell) return;
    dialog.querySelector("[data-ko]").textContent = cell.ko;
    dialog.querySelector("[data-en]").textContent = cell.en;
    dialog.querySelector("[data-value]").textContent = cell.value;
    dialog.querySelector(".said").replaceChildren(...cell.said.map((index) => sentence(evidence.sentences[index])));
    dialog.querySelector(".more").replaceChildren(cell.more ? filled("more-said", { n: cell.more }) : "");
    dialog.querySelector(".cell code").textContent = cell.cell;
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
  };
  const follow = () => {
    const name = location.hash.slice(1);
    if (name in evidence.cells) open(name);
    else if (dialog.open) dialog.close();
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.number");
    if (link) opener = link;
    // Choosing the same number again changes no address.
    if (link && link.hash === location.hash) open(link.hash.slice(1));
  });
  dialog.querySelector(".close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => {
    if (location.hash.startsWith("#e-")) history.replaceState(null, "", location.pathname + location.search);
    if (opener) opener.focus({ preventScroll: true });
    opener = null;
  });
  addEventListener("hashchange", follow);
  follow();

  // On paper every table is open.
  addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details:not([open])")) { one.open = true; one.dataset.forPrint = ""; }
  });
  addEventListener("afterprint", () => {
    for (const one of document.querySelectorAll("[data-for-print]")) { one.open = false; delete one.dataset.forPrint; }
  });
})();
