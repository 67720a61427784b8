// zh: 一所学校的获奖情况（可按级别、年份筛选）
// en: Prizes of a school, by level and year if you like
// param: school | string | 深圳职业技术大学 | 学校的全称或简称 | full or short name of a school
// param: level | string | 国家级 | 级别，留空为全部 | level; empty for all | ""
// param: year | string | 2023 | 年份，留空为全部 | year; empty for all | ""
// columns: date, level, competition, track, award, works, count, quotation, source
MATCH (s:Entity) WHERE $school IN s.names
MATCH (f:CompetitionResult)-[:ROLE_RECIPIENT]->(s)
WHERE ($level = '' OR f.level = $level) AND ($year = '' OR f.date STARTS WITH $year)
MATCH (f)-[:ROLE_COMPETITION]->(c:Competition)
OPTIONAL MATCH (f)-[:ROLE_AWARD]->(a:Award)
OPTIONAL MATCH (f)-[:ROLE_WORK]->(w:Work)
WITH f, c, a, w ORDER BY w.name
WITH f, c, a, collect(w.name) AS works
MATCH (f)-[:STATED_IN]->(d:Document)
RETURN coalesce(f.date, '') AS date, coalesce(f.level, '') AS level, c.name AS competition,
       coalesce(f.track, []) AS track, coalesce(a.name, f.award, '') AS award, works,
       coalesce(f.count, 1) AS count, f.quotation AS quotation, min(d.source) AS source
ORDER BY date DESC, level, competition, award, works, quotation, count, track
