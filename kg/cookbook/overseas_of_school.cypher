// zh: 一所学校的海外项目
// en: Overseas projects of a school
// param: school | string | 深圳职业技术大学 | 学校的全称或简称 | full or short name of a school
// columns: project, country, partners, outcomes, quotation
MATCH (s:Entity) WHERE $school IN s.names
MATCH (f:OverseasProject)-[:ROLE_ORGANIZER]->(s)
MATCH (f)-[:ROLE_PROJECT]->(p:Entity)
OPTIONAL MATCH (f)-[:ROLE_COUNTRY]->(c:Place)
OPTIONAL MATCH (f)-[:ROLE_PARTNER]->(q:Entity)
WITH f, p, c, q ORDER BY q.name
RETURN p.name AS project, coalesce(c.name, f.country, '') AS country, collect(q.name) AS partners,
       coalesce(f.outcome, []) AS outcomes, f.quotation AS quotation
ORDER BY project, country, quotation
