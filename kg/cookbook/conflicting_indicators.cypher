// zh: 同一指标同一时期数值不一致之处
// en: Conflicts: one indicator and period, different values
// columns: subject, indicator, period, unit, values, quotations
MATCH (f:Indicator)
WHERE f.period IS NOT NULL
OPTIONAL MATCH (f)-[:ROLE_SUBJECT]->(s:Entity)
WITH coalesce(s.name, f.subject, '') AS subject, f.indicator AS indicator, f.period AS period, coalesce(f.unit, '') AS unit,
     collect(DISTINCT f.value) AS different, collect(f) AS facts
WHERE size(different) > 1
UNWIND facts AS g
WITH subject, indicator, period, unit, g.value AS value, g.quotation AS quotation
WITH subject, indicator, period, unit, value, quotation ORDER BY value, quotation
WITH subject, indicator, period, unit, collect(DISTINCT value) AS values, collect(quotation) AS quotations
RETURN subject, indicator, period, unit, values, quotations
ORDER BY subject, indicator, period, unit
