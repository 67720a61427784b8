// zh: 一所学校某一时期的全部指标
// en: All indicators of a school in a period
// param: school | string | 深圳职业技术大学 | 学校的全称或简称 | full or short name of a school
// param: period | string | 2023 | 时期，留空为全部 | period; empty for all | ""
// columns: period, indicator, value, unit
MATCH (s:Entity) WHERE $school IN s.names
MATCH (f:Indicator)-[:ROLE_SUBJECT]->(s) WHERE $period = '' OR f.period = $period
RETURN coalesce(f.period, '') AS period, f.indicator AS indicator, f.value AS value, coalesce(f.unit, '') AS unit
ORDER BY period, indicator, unit, value
