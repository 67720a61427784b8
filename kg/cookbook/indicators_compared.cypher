// zh: 两所学校同一时期的指标对比
// en: Two schools compared by the indicators both state
// param: first | string | 深圳职业技术大学 | 一所学校 | a school
// param: second | string | 金华职业技术大学 | 另一所学校 | another school
// columns: indicator, period, unit, first, second
MATCH (a:Entity) WHERE $first IN a.names
MATCH (f:Indicator)-[:ROLE_SUBJECT]->(a)
MATCH (b:Entity) WHERE $second IN b.names
MATCH (g:Indicator)-[:ROLE_SUBJECT]->(b)
WHERE g.indicator = f.indicator AND coalesce(g.period, '') = coalesce(f.period, '') AND coalesce(g.unit, '') = coalesce(f.unit, '')
RETURN f.indicator AS indicator, coalesce(f.period, '') AS period, coalesce(f.unit, '') AS unit, f.value AS first, g.value AS second
ORDER BY indicator, period, unit, first, second
