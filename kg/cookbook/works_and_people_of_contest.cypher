// zh: 一项赛事的获奖作品、选手与指导教师
// en: Works, contestants and advisors of a contest
// param: contest | string | 全国职业院校技能大赛 | 赛事名称或其中一段 | name of a contest or a part of it
// columns: award, works, contestants, advisors, recipients, quotation
MATCH (c:Competition) WHERE any(name IN c.names WHERE name CONTAINS $contest)
MATCH (f:CompetitionResult)-[:ROLE_COMPETITION]->(c)
WHERE EXISTS { (f)-[:ROLE_WORK]->(:Work) } OR EXISTS { (f)-[:ROLE_PERSON]->(:Person) } OR f.work IS NOT NULL
OPTIONAL MATCH (f)-[:ROLE_WORK]->(w:Work)
WITH f, w ORDER BY w.name
WITH f, collect(w.name) AS works
OPTIONAL MATCH (f)-[:ROLE_PERSON]->(p:Person)
WITH f, works, p ORDER BY p.name
WITH f, works, collect(p.name) AS contestants
OPTIONAL MATCH (f)-[:ROLE_ADVISOR]->(t:Person)
WITH f, works, contestants, t ORDER BY t.name
WITH f, works, contestants, collect(t.name) AS advisors
OPTIONAL MATCH (f)-[:ROLE_RECIPIENT]->(r:Entity)
WITH f, works, contestants, advisors, r ORDER BY r.name
WITH f, works, contestants, advisors, collect(r.name) AS recipients
OPTIONAL MATCH (f)-[:ROLE_AWARD]->(a:Award)
WITH f, works, contestants, advisors, recipients, min(a.name) AS award
RETURN coalesce(award, f.award, '') AS award, works, contestants, advisors, recipients, f.quotation AS quotation
ORDER BY award, works, recipients, quotation, contestants, advisors
