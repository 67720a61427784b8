// zh: 哪些单位和个人获得某一奖项
// en: Who received an award
// param: award | string | 教学成果奖 | 奖项名称或其中一段 | name of an award or a part of it
// columns: award, recipient, type, levels, quotations
MATCH (a:Award) WHERE any(name IN a.names WHERE name CONTAINS $award)
MATCH (f:Fact)-[:ROLE_AWARD]->(a)
MATCH (f)-[:ROLE_RECIPIENT]->(r:Entity)
WITH a, r, f, coalesce(f.level, '') AS level ORDER BY level, f.id
RETURN a.name AS award, r.name AS recipient, r.type AS type, collect(DISTINCT level) AS levels,
       collect(f.quotation) AS quotations
ORDER BY award, recipient, type
