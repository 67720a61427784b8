// zh: 某一品牌（鲁班工坊、贵匠工坊等）的海外项目
// en: Overseas projects of a brand such as 鲁班工坊 or 贵匠工坊
// param: brand | string | 鲁班工坊 | 品牌 | brand
// columns: project, country, organizers, statements
MATCH (p:Entity) WHERE any(name IN p.names WHERE name CONTAINS $brand)
MATCH (f:OverseasProject)-[:ROLE_PROJECT]->(p)
OPTIONAL MATCH (f)-[:ROLE_COUNTRY]->(c:Place)
OPTIONAL MATCH (f)-[:ROLE_ORGANIZER]->(o:Entity)
WITH f, p, c, o ORDER BY o.name
WITH f, p, c, collect(o.name) AS organizers
MATCH (f)-[s:STATED_IN]->(:Document)
RETURN p.name AS project, coalesce(c.name, f.country, '') AS country, organizers, count(s) AS statements
ORDER BY project, country, organizers
