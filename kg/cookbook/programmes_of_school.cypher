// zh: 一所学校参与的项目与计划
// en: Programmes and plans that a school takes part in
// param: school | string | 深圳职业技术大学 | 学校的全称或简称 | full or short name of a school
// columns: program, position, level, batch, scope, dates, quotation, source
MATCH (s:Entity) WHERE $school IN s.names
MATCH (f:ProgramParticipation)-[:ROLE_PARTICIPANT]->(s)
MATCH (f)-[:ROLE_PROGRAM]->(p:Entity)
OPTIONAL MATCH (f)-[:ROLE_SCOPE]->(x:Entity)
WITH f, p, x ORDER BY x.name
WITH f, p, collect(x.name) AS scope
MATCH (f)-[:STATED_IN]->(d:Document)
RETURN p.name AS program, coalesce(f.position, []) AS position, coalesce(f.level, '') AS level,
       coalesce(f.batch, []) AS batch, scope, coalesce(f.date, []) AS dates, f.quotation AS quotation,
       min(d.source) AS source
ORDER BY program, level, quotation
