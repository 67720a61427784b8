// zh: 同一奖项在不同文中级别不一致之处
// en: Conflicts: one award of one recipient, different levels
// columns: recipient, award, levels, facts
MATCH (f:Honor)-[:ROLE_AWARD]->(a:Award) WHERE f.level IS NOT NULL
MATCH (f)-[:ROLE_RECIPIENT]->(r:Entity)
WITH r, a, f ORDER BY f.level, f.id
WITH r, a, collect(DISTINCT f.level) AS levels, collect(DISTINCT f.id) AS facts
WHERE size(levels) > 1
RETURN r.name AS recipient, a.name AS award, levels, facts
ORDER BY recipient, award
