// zh: 两个主体之间关系的全部原文
// en: All quotations behind the relations between two things
// param: first | string | 深圳职业技术大学 | 一方名称 | name of one
// param: second | string | 华为技术有限公司 | 另一方名称 | name of the other
// columns: relation, type, fact, source, start, quotation
MATCH (a:Entity) WHERE $first IN a.names
MATCH (b:Entity) WHERE $second IN b.names
MATCH (a)-[r]-(b) WHERE r.fact IS NOT NULL
WITH DISTINCT type(r) AS relation, r.fact AS fact
MATCH (f:Fact {id: fact})-[s:STATED_IN]->(d:Document)
RETURN relation, f.type AS type, f.id AS fact, d.source AS source, s.start AS start, s.quotation AS quotation
ORDER BY relation, fact, source, start
