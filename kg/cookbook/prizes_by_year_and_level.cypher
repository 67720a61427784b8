// zh: 一所学校各年各级别的获奖项数
// en: Prizes of a school counted by year and level
// param: school | string | 深圳职业技术大学 | 学校的全称或简称 | full or short name of a school
// columns: year, level, results, prizes
MATCH (s:Entity) WHERE $school IN s.names
MATCH (f:CompetitionResult)-[:ROLE_RECIPIENT]->(s)
WITH DISTINCT f
RETURN left(coalesce(f.date, ''), 4) AS year, coalesce(f.level, '') AS level,
       count(f) AS results, sum(coalesce(f.count, 1)) AS prizes
ORDER BY year DESC, level
