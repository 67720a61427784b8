"use strict";
// Cards: an entity with its facts, a fact with its roles and its quotations in context.
function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes))
    if (key === "onclick") node.addEventListener("click", value); else node.setAttribute(key, value);
  node.append(...children.filter((child) => child !== null && child !== ""));
  return node;
}
const flat = (text) => text.replace(/\s*[\r\n]+\s*/g, "");
const dot = (node) => make("span", { class: "dot", style: `--c:${colour(node)}`, "aria-hidden": "true" });
const valueText = (v) => (typeof v === "number" ? nodes[v].name : v);
const past = [];
let open = null;
let opener = null;

function entityLink(number) {
  return make("button", { type: "button", class: "link", onclick: () => openEntity(number) }, dot(nodes[number]), nodes[number].name);
}
function headOf(kind, ...extra) {
  const head = make("div", { class: "head" }, ...extra, kind);
  if (past.length) head.prepend(make("button", { type: "button", class: "link", onclick: goBack }, "‹ " + t("back")));
  head.append(make("button", { type: "button", class: "close", "aria-label": t("close"), onclick: closeCard }, "×"));
  return head;
}
function show(what, ...content) {
  if (open === null) opener = document.activeElement;
  open = what;
  const card = el("card");
  card.replaceChildren(...content);
  card.setAttribute("aria-label", t("card"));
  card.hidden = false;
  card.scrollTop = 0;
  card.focus({ preventScroll: true });
}
function openEntity(number, { remember = true } = {}) {
  if (remember && open) past.push(open);
  const node = nodes[number];
  const type = node.type < 0 ? null : data.entityTypes[node.type];
  const also = node.aliases.length ? make("p", { class: "aliases" }, `${t("also")}：${node.aliases.join("、")}`) : null;
  const own = [...node.facts].filter((f) => shown.facts.has(f)).map((f) => facts[f]);
  const meta = make("ul", { class: "meta" }, make("li", {}, t("factsOf", own.length)), make("li", {}, t("mentions", node.mentions)));
  const parts = [headOf(label(type), dot(node)), make("h2", {}, node.name)];
  if (also) parts.push(also);
  parts.push(meta);
  for (const [index, kind] of data.factTypes.entries()) {
    const some = own.filter((fact) => fact.type === index).sort((a, b) => b.year - a.year || a.number - b.number);
    if (!some.length) continue;
    parts.push(make("h3", {}, label(kind), make("span", {}, String(some.length))));
    parts.push(make("ul", { class: "facts" }, ...some.map((fact) => make("li", {}, factButton(fact, number)))));
  }
  if (!own.length) parts.push(make("p", { class: "aliases" }, t("noFacts")));
  show({ node: number }, ...parts);
  highlight({ node: number });
  location.replace("#" + node.id);
}
function factButton(fact, besides) {
  const others = fact.roles.flatMap(([, values]) => values.filter((v) => v !== besides).map(valueText)).slice(0, 4).join(" · ");
  const quote = fact.evidence.length ? flat(fact.evidence[0][4]) : "";
  return make("button", { type: "button", "data-fact": fact.id, onclick: () => openFact(fact.number) },
    make("span", { class: "what" }, others), make("span", { class: "quote" }, `“${quote}”`));
}
function openFact(number, { remember = true } = {}) {
  if (remember && open) past.push(open);
  const fact = facts[number];
  const kind = fact.type < 0 ? null : data.factTypes[fact.type];
  const sure = make("span", { class: "sure", "aria-hidden": "true" }, make("i", { style: `width:${Math.round(fact.confidence * 100)}%` }));
  const meta = make("ul", { class: "meta" }, make("li", {}, fact.year ? String(fact.year) : t("undated")),
    make("li", {}, sure, `${t("confidence")} ${fact.confidence}`));
  if (fact.level >= 0) meta.prepend(make("li", {}, label(data.levels[fact.level])));
  const roles = make("dl", { class: "roles" });
  for (const [role, values] of fact.roles) {
    roles.append(make("dt", {}, label(data.roles[role])));
    for (const [i, v] of values.entries()) {
      if (i) roles.append(make("dt", { "aria-hidden": "true" }));
      roles.append(make("dd", {}, typeof v === "number" ? entityLink(v) : v));
    }
  }
  const title = fact.roles.flatMap(([, values]) => values.filter((v) => typeof v === "number").map(valueText)).slice(0, 2).join(" — ");
  show({ fact: number }, headOf(label(kind)), make("h2", {}, title || label(kind)), meta, roles,
    make("h3", {}, t("evidence"), make("span", {}, String(fact.evidence.length))), ...fact.evidence.map(figureOf));
  highlight({ fact: number });
}
// The facts that a line stands for: one opens at once, several are listed.
function openLine(number, { remember = true } = {}) {
  const edge = edges[number];
  const own = edge.facts.filter((f) => shown.facts.has(f)).map((f) => facts[f]);
  if (own.length === 1) { openFact(own[0].number, { remember }); return; }
  if (remember && open) past.push(open);
  const title = make("h2", {}, entityLink(edge.source), " ", entityLink(edge.target));
  const list = make("ul", { class: "facts" }, ...own.map((fact) => make("li", {}, factButton(fact, edge.source))));
  show({ line: number }, headOf(t("between")), title, make("ul", { class: "meta" }, make("li", {}, t("factsOf", own.length))), list);
  highlight({ line: number });
}
function figureOf([doc, start, end, before, quote, after]) {
  const [id, title, source] = data.documents[doc] || ["", "", ""];
  const around = (text) => make("span", { class: "around" }, flat(text));
  return make("figure", {},
    make("blockquote", {}, around((start > before.length ? "…" : "") + before), make("mark", {}, flat(quote)), around(after + (after ? "…" : ""))),
    make("figcaption", { title: id }, `${title || source} · ${source} · ${t("characters")} ${start}–${end}`));
}
function reopen(what) {
  if (what.line !== undefined) openLine(what.line, { remember: false });
  else if (what.node !== undefined) openEntity(what.node, { remember: false }); else openFact(what.fact, { remember: false });
}
function goBack() { const what = past.pop(); if (what) reopen(what); }
function closeCard() {
  past.length = 0;
  open = null;
  el("card").hidden = true;
  highlight();
  if (opener && document.contains(opener)) opener.focus({ preventScroll: true });
}
