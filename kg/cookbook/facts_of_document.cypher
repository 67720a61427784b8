// zh: 一篇文档陈述的全部事实
// en: All facts of one document
// param: document | string | report.txt | 文档来源或其中一段 | source of a document or a part of it
// columns: source, start, end, type, fact, quotation
MATCH (d:Document) WHERE d.source CONTAINS $document
WITH d
MATCH (d)<-[s:STATED_IN]-(f:Fact)
RETURN d.source AS source, s.start AS start, s.end AS end, f.type AS type, f.id AS fact, s.quotation AS quotation
ORDER BY source, start, end, type, fact
