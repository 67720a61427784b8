// zh: 各类事实的数量
// en: How many facts of each type
// columns: type, facts, documents
MATCH (f:Fact)-[:STATED_IN]->(d:Document)
RETURN f.type AS type, count(DISTINCT f) AS facts, count(DISTINCT d) AS documents
ORDER BY facts DESC, type
