// zh: 同一指标同一时期数值不一致之处
// en: Conflicts: one indicator and period, different values
// columns: subject, indicator, period, unit, values, quotations
MATCH (f:Indicator)
WHERE f.period IS NOT NULL
OPTIONAL MATCH (f)-[:ROLE_SUBJECT]->(s:Entity)
WITH coalesce(s.name, f.subject, '') AS subject, f.indicator AS indicator, f.period AS period, coalesce(f.unit, '') AS unit, f
ORDER BY f.value, f.quotation
WITH subject, indicator, period, unit, collect(DISTINCT f.value) AS values, collect(f.quotation) AS quotations
WHERE size(values) > 1
RETURN subject, indicator, period, unit, values, quotations
ORDER BY subject, indicator, period, unit
