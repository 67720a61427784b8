// zh: 文中自述的奖项总数与图谱中逐项计数的对照
// en: Totals a school states against what the graph counts item by item
// param: school | string | 深圳职业技术大学 | 学校的全称或简称 | full or short name of a school
// columns: category, level, period, stated, counted, quotation
MATCH (s:Entity) WHERE $school IN s.names
MATCH (t:AchievementCount)-[:ROLE_SUBJECT]->(s)
WHERE t.count_number IS NOT NULL AND (t.category CONTAINS '奖' OR t.category CONTAINS '荣誉')
OPTIONAL MATCH (s)-[w:WON {level: t.level}]->(:Award)
WITH t, collect(DISTINCT w.fact) AS facts
OPTIONAL MATCH (f:Fact) WHERE f.id IN facts
RETURN t.category AS category, coalesce(t.level, '') AS level, coalesce(t.period, '') AS period, t.count_number AS stated,
       sum(CASE WHEN f IS NULL THEN 0 ELSE coalesce(f.count, 1) END) AS counted, t.quotation AS quotation
ORDER BY category, level, period, stated, quotation, counted
