"use strict";
// What the reader does: search, filters, clicks, keys, language.
let choice = -1;   // number in the list of results
let current = -1;  // node that the arrow keys start from
let results = [];

function listResults() {
  results = find(el("search").value);
  choice = results.length ? 0 : -1;
  el("results").replaceChildren(...results.map((node, i) => make("li", { role: "option", id: "r" + i, "aria-selected": String(i === choice), title: node.name },
    dot(node), make("span", { class: "name" }, node.name), make("span", { class: "more" }, String(degree(node))))));
  if (!results.length) el("results").append(make("li", { class: "none" }, t("noneFound")));
  choose(choice, { scroll: false });
}
function choose(i, { scroll = true } = {}) {
  if (i < 0 || i >= results.length) { el("search").removeAttribute("aria-activedescendant"); return; }
  el("r" + choice)?.setAttribute("aria-selected", "false");
  choice = i;
  el("r" + i).setAttribute("aria-selected", "true");
  if (scroll) el("r" + i).scrollIntoView({ block: "nearest" });
  for (const id of ["search", "results"]) el(id).setAttribute("aria-activedescendant", "r" + i);
}
function visit(number) {
  current = number;
  openEntity(number);
  if (cy) lookAt(nodeOf(number).closedNeighborhood());
}
function applyFilters() {
  shown = select();
  showPicture();
  listResults();
  el("shown").textContent = t("shown", shown.nodes.size, shown.facts.size);
}
function chips(container, list, chosen, count, look) {
  el(container).replaceChildren(...list.flatMap((kind, i) => {
    const n = count(i);
    if (!n) return [];
    const chip = make("button", { type: "button", "aria-pressed": String(chosen.has(i)), "data-type": kind.name }, ...look(kind), label(kind), make("span", { class: "n" }, String(n)));
    chip.addEventListener("click", () => {
      if (chosen.has(i)) chosen.delete(i); else chosen.add(i);
      chip.setAttribute("aria-pressed", String(chosen.has(i)));
      applyFilters();
    });
    return [chip];
  }));
}
const option = (value, text) => make("option", { value: String(value) }, text);
function drawFilters() {
  chips("entity-types", data.entityTypes, filter.entityTypes, (i) => nodes.filter((n) => n.type === i).length,
    (kind) => [make("span", { class: "dot", style: `--c:${kind.colour}`, "aria-hidden": "true" })]);
  chips("fact-types", data.factTypes, filter.factTypes, (i) => facts.filter((f) => f.type === i).length, () => []);
  el("level").replaceChildren(option(-1, t("all")), ...data.levels.map((level, i) => option(i, label(level))));
  for (const id of ["from", "to"]) el(id).replaceChildren(option(0, t("all")), ...years.map((year) => option(year, String(year))));
  for (const id of ["level", "from", "to"]) el(id).value = String(filter[id]);
}
function speak() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = t("title");
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-label]")) { node.setAttribute("aria-label", t(node.dataset.label)); node.title = t(node.dataset.label); }
  el("search").placeholder = t("search");
  el("results").setAttribute("aria-label", t("results"));
  el("picture").setAttribute("aria-label", t("picture"));
  el("counts").textContent = t("counts", data.counts);
  el("language").textContent = language === "zh" ? "English" : "中文";
  drawFilters();
  applyFilters();
  if (open) reopen(open);
}

el("search").addEventListener("input", listResults);
for (const id of ["search", "results"]) el(id).addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
  if (step) { choose(Math.max(0, Math.min(results.length - 1, choice + step))); event.preventDefault(); }
  if (event.key === "Enter" && results[choice]) { visit(results[choice].number); event.preventDefault(); }
});
el("results").addEventListener("click", (event) => {
  const item = event.target.closest("li[id]");
  if (item) { choose(Number(item.id.slice(1))); visit(results[choice].number); }
});
el("level").addEventListener("change", () => { filter.level = Number(el("level").value); applyFilters(); });
for (const id of ["from", "to"]) el(id).addEventListener("change", () => { filter[id] = Number(el(id).value); applyFilters(); });
el("reset").addEventListener("click", () => {
  filter.entityTypes = new Set(data.entityTypes.keys());
  filter.factTypes = new Set(data.factTypes.keys());
  Object.assign(filter, { level: -1, from: 0, to: 0 });
  el("search").value = "";
  drawFilters();
  applyFilters();
  fitAll();
});
el("language").addEventListener("click", () => { language = language === "zh" ? "en" : "zh"; speak(); });
el("zoom-in").addEventListener("click", () => zoomBy(1.4));
el("zoom-out").addEventListener("click", () => zoomBy(1 / 1.4));
el("fit").addEventListener("click", fitAll);

const numberOf = (element) => Number(element.id().slice(1));
function listenToPicture() {
  cy.on("tap", "node", (event) => { current = numberOf(event.target); openEntity(current); });
  cy.on("tap", "edge", (event) => openLine(numberOf(event.target)));
  cy.on("tap", (event) => { if (event.target === cy) closeCard(); });
  cy.on("mouseover", "node, edge", () => { el("picture").style.cursor = "pointer"; });
  cy.on("mouseout", "node, edge", () => { el("picture").style.cursor = ""; });
  cy.one("tap", forgetHint);
}

el("picture").addEventListener("keydown", (event) => {
  if (event.key.startsWith("Arrow")) {
    const next = current < 0 ? byDegree.find((n) => shown.nodes.has(n.number))?.number ?? null : neighbourTowards(current, event.key);
    if (cy && next !== null) { current = next; highlight({ node: current }); lookAt(nodeOf(current).closedNeighborhood()); }
    event.preventDefault();
  }
  if (event.key === "Enter" && current >= 0) visit(current);
  if (event.key === "+" || event.key === "=") zoomBy(1.4);
  if (event.key === "-") zoomBy(1 / 1.4);
  if (event.key === "0") fitAll();
});
document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
  if (event.key === "/" && !typing) { el("search").focus(); el("search").select(); event.preventDefault(); }
  if (event.key === "Escape" && open) closeCard();
});

const forgetHint = () => { document.querySelector(".hint").hidden = true; };
el("picture").addEventListener("keydown", forgetHint, { once: true });

speak();
sketch();
requestAnimationFrame(() => setTimeout(() => {
  makePicture();
  listenToPicture();
  showPicture();
  const wanted = nodes.find((node) => "#" + node.id === location.hash);
  if (open) reopen(open); else if (wanted) visit(wanted.number);
}, 20));
