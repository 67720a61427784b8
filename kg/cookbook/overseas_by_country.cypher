// zh: 各国的海外办学项目
// en: Overseas projects by country
// param: country | string | 泰国 | 国家，留空为全部 | country; empty for all | ""
// columns: country, project, organizers, partners, dates, outcomes, quotation
MATCH (f:OverseasProject)
OPTIONAL MATCH (f)-[:ROLE_COUNTRY]->(c:Place)
WITH f, coalesce(c.name, f.country, '') AS country WHERE $country = '' OR country = $country
MATCH (f)-[:ROLE_PROJECT]->(p:Entity)
OPTIONAL MATCH (f)-[:ROLE_ORGANIZER]->(o:Entity)
WITH f, country, p, o ORDER BY o.name
WITH f, country, p, collect(o.name) AS organizers
OPTIONAL MATCH (f)-[:ROLE_PARTNER]->(q:Entity)
WITH f, country, p, organizers, q ORDER BY q.name
RETURN country, p.name AS project, organizers, collect(q.name) AS partners, coalesce(f.date, []) AS dates,
       coalesce(f.outcome, []) AS outcomes, f.quotation AS quotation
ORDER BY country, project, organizers, quotation
