// zh: 图谱装载过的各次构建
// en: Builds that the graph has held
// columns: build, number, status, documents, entities, facts
MATCH (b:Build)
RETURN b.id AS build, b.number AS number, b.status AS status, b.documents AS documents, b.entities AS entities, b.facts AS facts
ORDER BY number
