// zh: 一所学校（或个人、平台）的荣誉
// en: Honours of a school, person or platform
// param: name | string | 深圳职业技术大学 | 获得者名称 | name of who received them
// columns: award, level, grantors, dates, count, quotation, source
MATCH (s:Entity) WHERE $name IN s.names
MATCH (f:Honor)-[:ROLE_RECIPIENT]->(s)
OPTIONAL MATCH (f)-[:ROLE_AWARD]->(a:Award)
OPTIONAL MATCH (f)-[:ROLE_GRANTOR]->(g:Entity)
WITH f, a, g ORDER BY g.name
WITH f, a, collect(g.name) AS grantors
MATCH (f)-[:STATED_IN]->(d:Document)
RETURN coalesce(a.name, f.award, '') AS award, coalesce(f.level, '') AS level, grantors,
       coalesce(f.date, []) AS dates, coalesce(f.count, 1) AS count, f.quotation AS quotation, min(d.source) AS source
ORDER BY level, award, quotation, count, grantors
