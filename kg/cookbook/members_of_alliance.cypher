// zh: 一个联盟、集团或协会的成员
// en: Members of an alliance, group or association
// param: alliance | string | 产教融合共同体 | 联盟名称或其中一段 | name of an alliance or a part of it
// columns: alliance, member, type, positions, dates, quotation, source
MATCH (b:Entity) WHERE any(name IN b.names WHERE name CONTAINS $alliance)
MATCH (f:Membership)-[:ROLE_BODY]->(b)
MATCH (f)-[:ROLE_MEMBER]->(m:Entity)
MATCH (f)-[:STATED_IN]->(d:Document)
RETURN b.name AS alliance, m.name AS member, m.type AS type, coalesce(f.position, []) AS positions,
       coalesce(f.date, []) AS dates, f.quotation AS quotation, min(d.source) AS source
ORDER BY alliance, member, quotation
