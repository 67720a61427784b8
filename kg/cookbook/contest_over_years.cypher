// zh: 一项赛事历年的获奖者
// en: One contest over the years
// param: contest | string | 全国职业院校技能大赛 | 赛事名称或其中一段 | name of a contest or a part of it
// columns: year, competition, recipient, award, count, quotation
MATCH (c:Competition) WHERE any(name IN c.names WHERE name CONTAINS $contest)
MATCH (f:CompetitionResult)-[:ROLE_COMPETITION]->(c)
MATCH (f)-[:ROLE_RECIPIENT]->(r:Entity)
OPTIONAL MATCH (f)-[:ROLE_AWARD]->(a:Award)
RETURN left(coalesce(f.date, ''), 4) AS year, c.name AS competition, r.name AS recipient,
       coalesce(a.name, f.award, '') AS award, coalesce(f.count, 1) AS count, f.quotation AS quotation
ORDER BY year, competition, recipient, award, quotation, count
