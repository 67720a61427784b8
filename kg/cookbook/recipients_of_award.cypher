// zh: 哪些单位和个人获得某一奖项
// en: Who received an award
// param: award | string | 教学成果奖 | 奖项名称或其中一段 | name of an award or a part of it
// columns: award, recipient, type, dates, levels, facts
MATCH (r:Entity)-[w:WON]->(a:Award) WHERE any(name IN a.names WHERE name CONTAINS $award)
MATCH (f:Fact {id: w.fact})
WITH a, r, f, coalesce(f.level, '') AS level ORDER BY level, f.id
WITH a, r, collect(DISTINCT level) AS levels, collect(f) AS facts
RETURN a.name AS award, r.name AS recipient, r.type AS type,
       [f IN facts WHERE f.date IS NOT NULL | f.date] AS dates, levels, size(facts) AS facts
ORDER BY award, recipient
