// zh: 只有一所学校自己的文档陈述的事实
// en: What a school claims alone: facts stated only in its own documents
// param: school | string | 深圳职业技术大学 | 学校的全称或简称 | full or short name of a school
// columns: type, fact, quotation, source
MATCH (s:Entity) WHERE $school IN s.names
MATCH (own:Document)-[:SUBJECT]->(s)
MATCH (f:Fact)-[:STATED_IN]->(own)
WITH DISTINCT s, f
WHERE NOT EXISTS { MATCH (f)-[:STATED_IN]->(d:Document) WHERE NOT EXISTS { MATCH (d)-[:SUBJECT]->(s) } }
MATCH (f)-[:STATED_IN]->(d:Document)
RETURN f.type AS type, f.id AS fact, f.quotation AS quotation, min(d.source) AS source
ORDER BY type, fact
