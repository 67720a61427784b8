// zh: 把多篇文档联系起来的实体
// en: What joins documents: entities that several of them mention
// param: limit | integer | 20 | 最多行数 | most rows to give | 20
// columns: name, type, sources, documents
MATCH (e:Entity) WHERE e.documents > 1
WITH e ORDER BY e.documents DESC, e.name, e.type LIMIT $limit
MATCH (e)-[:MENTIONED_IN]->(d:Document)
WITH e, d ORDER BY d.source
WITH e, collect(d.source) AS sources
RETURN e.name AS name, e.type AS type, sources, e.documents AS documents
ORDER BY documents DESC, name, type
