// zh: 企业参与的海外项目
// en: Overseas projects with enterprises
// columns: enterprise, project, country, organizers
MATCH (f:OverseasProject)-[:ROLE_PARTNER]->(e:Enterprise)
MATCH (f)-[:ROLE_PROJECT]->(p:Entity)
OPTIONAL MATCH (f)-[:ROLE_COUNTRY]->(c:Place)
OPTIONAL MATCH (f)-[:ROLE_ORGANIZER]->(o:Entity)
WITH e, f, p, c, o ORDER BY o.name
RETURN e.name AS enterprise, p.name AS project, coalesce(c.name, f.country, '') AS country, collect(o.name) AS organizers
ORDER BY enterprise, project, country, organizers
