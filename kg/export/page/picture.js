"use strict";
// The picture: positions were computed before, so a canvas shows it at once, and cytoscape takes its place when ready.
const dark = matchMedia("(prefers-color-scheme: dark)").matches;
const colour = (node) => (node.type < 0 ? "#90a0ad" : data.entityTypes[node.type].colour);
const size = (node) => Math.min(14 + 5 * Math.sqrt(degree(node)), 64);
const letters = (node) => (size(node) < 24 ? 8 : size(node) / 2.4);
const lineWidth = (edge) => 1.2 + 1.1 * Math.log2(edge.facts.length);
const short = (text) => (text.length > 14 ? text.slice(0, 13) + "…" : text);

// Measuring names takes long: hubs have theirs in the first picture, the others get theirs in the pauses after it.
const early = new Set(byDegree.slice(0, 60));

function elements() {
  const list = nodes.map((node) => ({ group: "nodes", position: { x: node.x, y: node.y },
    classes: early.has(node) ? "named" : "",
    data: { id: "n" + node.number, c: colour(node), s: size(node), f: letters(node), l: short(node.name) } }));
  for (const edge of edges)
    list.push({ group: "edges", data: { id: "e" + edge.number, w: lineWidth(edge), source: "n" + edge.source, target: "n" + edge.target } });
  return list;
}
const style = [
  { selector: "node", style: { width: "data(s)", height: "data(s)", "background-color": "data(c)", "font-size": "data(f)",
    "font-family": getComputedStyle(document.documentElement).fontFamily.replace(/"/g, ""), color: dark ? "#dfe7ee" : "#22303c",
    "text-valign": "bottom", "text-margin-y": 4, "min-zoomed-font-size": 9.5, "border-width": 2, "border-color": dark ? "#10161d" : "#ffffff",
    "text-outline-width": 2.5, "text-outline-color": dark ? "#10161d" : "#f6f7f9" } },
  { selector: "edge", style: { "curve-style": "haystack", "haystack-radius": 0, width: "data(w)", "line-color": dark ? "#41515f" : "#b4c0cb", opacity: 0.75 } },
  { selector: "node.named", style: { label: "data(l)" } },
  { selector: ".off", style: { display: "none" } },
  { selector: "node.dim", style: { opacity: 0.16, "text-opacity": 0.1 } },
  { selector: "edge.dim", style: { opacity: 0.06 } },
  { selector: "edge.near", style: { "line-color": dark ? "#6db3f2" : "#1f6fb2", opacity: 0.9, "z-index": 5 } },
  { selector: "node.near", style: { "z-index": 6 } },
  { selector: "node.read", style: { "min-zoomed-font-size": 5, label: "data(l)" } },
  { selector: "node.chosen", style: { "border-width": 5, "border-color": "#ffb703", "z-index": 9, "min-zoomed-font-size": 0, "font-weight": "bold", label: "data(l)" } },
  { selector: "edge.chosen", style: { width: 6, "line-color": "#ffb703", opacity: 1, "z-index": 9 } },
];
window.kg = { firstPicture: 0, ready: 0 };
let cy = null;
function makePicture() {
  cy = cytoscape({ container: el("picture"), elements: elements(), style, layout: { name: "preset", fit: true, padding: 40 },
    minZoom: 0.02, maxZoom: 4, hideEdgesOnViewport: edges.length > 6000, textureOnViewport: nodes.length > 3000,
    autoungrabify: true, boxSelectionEnabled: false });
  cy.one("render", () => {
    el("sketch")?.remove();
    Object.assign(window.kg, { cy, ready: performance.now() });
    setTimeout(() => nameFrom(60), 50);
  });
}
function sketch() {
  const box = el("picture").getBoundingClientRect();
  const canvas = make("canvas", { id: "sketch", "aria-hidden": "true", width: box.width * devicePixelRatio, height: box.height * devicePixelRatio });
  el("picture").append(canvas);
  const pen = canvas.getContext("2d");
  const most = (pick, side, key) => nodes.reduce((found, node) => pick(found, node[key] + (side * size(node)) / 2), side * -Infinity);
  const [left, right] = [most(Math.min, -1, "x"), most(Math.max, 1, "x")];
  const [top, bottom] = [most(Math.min, -1, "y"), most(Math.max, 1, "y")];
  const zoom = Math.min((box.width - 80) / Math.max(right - left, 1), (box.height - 80) / Math.max(bottom - top, 1), 4);
  pen.scale(devicePixelRatio, devicePixelRatio);
  pen.translate(box.width / 2 - (zoom * (left + right)) / 2, box.height / 2 - (zoom * (top + bottom)) / 2);
  pen.scale(zoom, zoom);
  pen.strokeStyle = dark ? "#41515f" : "#b4c0cb";
  pen.globalAlpha = 0.75;
  for (const edge of edges) {
    pen.lineWidth = lineWidth(edge);
    pen.beginPath(); pen.moveTo(nodes[edge.source].x, nodes[edge.source].y); pen.lineTo(nodes[edge.target].x, nodes[edge.target].y); pen.stroke();
  }
  pen.globalAlpha = 1;
  for (const node of nodes) { pen.fillStyle = colour(node); pen.beginPath(); pen.arc(node.x, node.y, size(node) / 2, 0, 7); pen.fill(); }
  requestAnimationFrame(() => setTimeout(() => { window.kg.firstPicture = performance.now(); }));
}
function nameFrom(start) {
  cy.batch(() => { for (const node of byDegree.slice(start, start + 250)) nodeOf(node.number).addClass("named"); });
  if (start + 250 < nodes.length) setTimeout(() => nameFrom(start + 250), 20);
}

const nodeOf = (number) => cy?.getElementById("n" + number);
const edgeOf = (number) => cy?.getElementById("e" + number);

function showPicture() {
  if (!cy) return;
  cy.batch(() => {
    for (const node of nodes) nodeOf(node.number).toggleClass("off", !shown.nodes.has(node.number));
    for (const edge of edges) edgeOf(edge.number).toggleClass("off", !shown.edges.has(edge.number));
  });
}
function highlight({ node = null, fact = null, line = null } = {}) {
  if (!cy) return;
  cy.batch(() => {
    cy.elements(".near, .dim, .chosen, .read").removeClass("near dim chosen read");
    if (node === null && fact === null && line === null) return;
    let near = cy.collection();
    if (node !== null) near = nodeOf(node).closedNeighborhood();
    if (line !== null) near = edgeOf(line).union(edgeOf(line).connectedNodes());
    if (fact !== null) for (const number of facts[fact].edges) near = near.union(edgeOf(number)).union(edgeOf(number).connectedNodes());
    if (fact !== null) for (const [, values] of facts[fact].roles) for (const v of values) if (typeof v === "number") near = near.union(nodeOf(v));
    cy.elements().difference(near).addClass("dim");
    near.addClass("near");
    if (near.nodes().length < 40) near.nodes().addClass("read");
    if (node !== null) nodeOf(node).addClass("chosen");
    if (fact !== null) for (const number of facts[fact].edges) edgeOf(number).addClass("chosen");
    if (line !== null) edgeOf(line).addClass("chosen");
  });
}
function lookAt(collection) {
  if (!cy || !collection.length) return;
  const box = collection.boundingBox({ includeLabels: false });
  const room = el("card").hidden ? 0 : Math.min(420, cy.width() * 0.5);
  const zoom = Math.max(0.25, Math.min(1.1, (cy.width() - room - 120) / Math.max(box.w, 1), (cy.height() - 120) / Math.max(box.h, 1)));
  const pan = { x: (cy.width() - room) / 2 - zoom * (box.x1 + box.w / 2), y: cy.height() / 2 - zoom * (box.y1 + box.h / 2) };
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches || nodes.length > 3000;
  if (still) cy.viewport({ zoom, pan }); else cy.animate({ zoom, pan, duration: 220 });
}
const fitAll = () => cy?.fit(cy.elements(":visible"), 40);
const zoomBy = (factor) => cy?.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });

// The neighbour of a node that lies most in the direction of an arrow key.
function neighbourTowards(number, key) {
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  const from = nodes[number];
  let best = null, most = 0.2;
  for (const e of from.edges) {
    if (!shown.edges.has(e)) continue;
    const other = nodes[edges[e].source === number ? edges[e].target : edges[e].source];
    const [x, y] = [other.x - from.x, other.y - from.y];
    const along = (x * dx + y * dy) / Math.hypot(x, y);
    if (along > most) { most = along; best = other.number; }
  }
  return best;
}
