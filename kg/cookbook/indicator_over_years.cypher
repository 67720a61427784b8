// zh: 一项指标历年的数值
// en: An indicator over the years
// param: school | string | 深圳职业技术大学 | 学校的全称或简称 | full or short name of a school
// param: indicator | string | 在校生 | 指标名称或其中一段 | name of an indicator or a part of it
// columns: indicator, period, value, unit, quotation, source
MATCH (s:Entity) WHERE $school IN s.names
MATCH (f:Indicator)-[:ROLE_SUBJECT]->(s) WHERE f.indicator CONTAINS $indicator
MATCH (f)-[:STATED_IN]->(d:Document)
RETURN f.indicator AS indicator, coalesce(f.period, '') AS period, f.value AS value, coalesce(f.unit, '') AS unit,
       f.quotation AS quotation, min(d.source) AS source
ORDER BY indicator, period, unit, value, quotation
