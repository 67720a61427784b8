"use strict";
// The data of the page, the words in both languages, and which facts and entities the filters let through.
const data = JSON.parse(document.getElementById("data").textContent);
const el = (id) => document.getElementById(id);
const words = {
  zh: { title: "职业教育知识图谱", search: "搜索实体名称、别名或引文", entityTypes: "实体类型", factTypes: "事实类型", level: "级别",
    years: "年份", to: "至", all: "全部", reset: "重置筛选", skip: "跳到实体列表", noneFound: "没有找到",
    hint: "拖动平移，滚轮缩放；点圆点看实体，点连线看引文。键盘：/ 搜索，方向键走到相邻实体，Enter 打开，Esc 关闭。",
    counts: (c) => `${c.documents} 份文档 · ${c.entities} 个实体 · ${c.facts} 条事实 · ${c.mentions} 处提及`,
    shown: (e, f) => `显示 ${e} 个实体、${f} 条事实`, tools: "缩放", zoomIn: "放大", zoomOut: "缩小", fit: "显示全部",
    picture: "图谱：方向键在相邻实体间移动，Enter 打开卡片，加减号缩放", mentions: (n) => `${n} 处提及`, factsOf: (n) => `${n} 条事实`,
    also: "又名", close: "关闭", back: "返回", confidence: "置信度", evidence: "引文", results: "实体列表", characters: "字符", card: "卡片",
    noFacts: "没有符合筛选条件的事实。", between: "之间的事实", undated: "年份不详" },
  en: { title: "Vocational education graph", search: "Search names, aliases, quotations", entityTypes: "Entity types", factTypes: "Fact types",
    level: "Level", years: "Years", to: "to", all: "all", reset: "Reset filters", skip: "Skip to the list of entities", noneFound: "Nothing found",
    hint: "Drag to move, scroll to zoom; click a dot for its card, a line for its quotation. Keys: / search, arrows to neighbours, Enter opens, Esc closes.",
    counts: (c) => `${c.documents} documents · ${c.entities} entities · ${c.facts} facts · ${c.mentions} mentions`,
    shown: (e, f) => `${e} entities, ${f} facts shown`, tools: "Zoom", zoomIn: "Zoom in", zoomOut: "Zoom out", fit: "Show all",
    picture: "Graph: arrow keys move between neighbours, Enter opens a card, plus and minus zoom", mentions: (n) => `${n} mentions`,
    factsOf: (n) => `${n} facts`, also: "also", close: "Close", back: "Back", confidence: "confidence", evidence: "Quotations",
    results: "Entities", characters: "characters", card: "Card", noFacts: "No fact passes the filters.", between: "Facts between", undated: "no year" },
};
let language = "zh";
const t = (key, ...args) => { const word = words[language][key]; return typeof word === "function" ? word(...args) : word; };
const label = (thing) => (thing ? thing[language] : "?");

const nodes = data.nodes.map(([id, type, name, aliases, x, y, mentions], number) =>
  ({ number, id, type, name, aliases, x, y, mentions, facts: new Set(), edges: [] }));
const facts = data.facts.map(([id, type, roles, confidence, method, level, year, evidence], number) =>
  ({ number, id, type, roles, confidence, method, level, year, evidence, edges: [] }));
// A line joins two entities and stands for all facts that they share.
const edges = [];
const lineOf = new Map();
for (const [fact, source, target] of data.edges) {
  const key = source < target ? `${source}-${target}` : `${target}-${source}`;
  if (!lineOf.has(key)) { lineOf.set(key, edges.length); edges.push({ number: edges.length, source, target, facts: [] }); }
  const edge = edges[lineOf.get(key)];
  if (!edge.facts.includes(fact)) edge.facts.push(fact);
}
for (const fact of facts) for (const [, values] of fact.roles) for (const v of values) if (typeof v === "number") nodes[v].facts.add(fact.number);
for (const edge of edges) {
  for (const fact of edge.facts) facts[fact].edges.push(edge.number);
  nodes[edge.source].edges.push(edge.number); nodes[edge.target].edges.push(edge.number);
}
const degree = (node) => node.edges.length;
const byDegree = [...nodes].sort((a, b) => degree(b) - degree(a) || b.mentions - a.mentions || a.number - b.number);
const years = [...new Set(facts.map((f) => f.year).filter(Boolean))].sort((a, b) => a - b);

const filter = { entityTypes: new Set(data.entityTypes.keys()), factTypes: new Set(data.factTypes.keys()), level: -1, from: 0, to: 0 };
const isFiltered = () => filter.factTypes.size < data.factTypes.length || filter.level >= 0 || filter.from || filter.to;
const passesType = (node) => node.type < 0 || filter.entityTypes.has(node.type);
function passes(fact) {
  return (fact.type < 0 || filter.factTypes.has(fact.type)) && (filter.level < 0 || fact.level === filter.level)
    && (!filter.from || fact.year >= filter.from) && (!filter.to || (fact.year && fact.year <= filter.to));
}
// {facts, nodes, edges}: sets of numbers. With a filter on facts, entities without a fact that passes are left out.
function select() {
  const shown = { facts: new Set(), nodes: new Set(), edges: new Set() };
  for (const fact of facts) if (passes(fact)) shown.facts.add(fact.number);
  for (const node of nodes)
    if (passesType(node) && (!isFiltered() || [...node.facts].some((f) => shown.facts.has(f)))) shown.nodes.add(node.number);
  for (const edge of edges)
    if (edge.facts.some((f) => shown.facts.has(f)) && shown.nodes.has(edge.source) && shown.nodes.has(edge.target)) shown.edges.add(edge.number);
  return shown;
}
let shown = select();

const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s"'“”‘’《》〈〉（）()·]/g, "");
const folded = nodes.map((node) => [node.name, ...node.aliases].map(fold));
const quotes = facts.map((fact) => fold(fact.evidence.map((e) => e[4]).join("")));
// Entities whose names hold the words, best first; then those of facts whose quotations do.
function find(text) {
  const wanted = fold(text);
  if (!wanted) return byDegree.filter((node) => shown.nodes.has(node.number)).slice(0, 200);
  const rank = (names) => Math.min(...names.map((n) => (n === wanted ? 0 : n.startsWith(wanted) ? 1 : n.includes(wanted) ? 2 : 9)));
  const named = byDegree.map((node) => [rank(folded[node.number]), node]).filter(([r, n]) => r < 9 && shown.nodes.has(n.number));
  const found = new Set(named.sort((a, b) => a[0] - b[0]).map(([, node]) => node));
  for (const fact of facts) {
    if (found.size >= 200) break;
    if (shown.facts.has(fact.number) && quotes[fact.number].includes(wanted))
      for (const [, values] of fact.roles) for (const v of values) if (typeof v === "number" && shown.nodes.has(v)) found.add(nodes[v]);
  }
  return [...found].slice(0, 200);
}
