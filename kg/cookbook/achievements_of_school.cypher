// zh: 一所学校自述的成果数量
// en: Counted achievements that a school states
// param: school | string | 深圳职业技术大学 | 学校的全称或简称 | full or short name of a school
// columns: category, level, grade, count, period, quotation
MATCH (s:Entity) WHERE $school IN s.names
MATCH (f:AchievementCount)-[:ROLE_SUBJECT]->(s)
RETURN f.category AS category, coalesce(f.level, '') AS level, coalesce(f.grade, '') AS grade, f.count AS count,
       coalesce(f.period, '') AS period, f.quotation AS quotation
ORDER BY category, level, grade, period, quotation, count
