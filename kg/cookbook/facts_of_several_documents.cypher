// zh: 多篇文档共同印证的事实
// en: Facts that several documents state
// columns: type, fact, documents, quotation
MATCH (f:Fact) WHERE COUNT { (f)-[:STATED_IN]->() } > 1
MATCH (f)-[:STATED_IN]->(d:Document)
WITH f, count(DISTINCT d) AS documents WHERE documents > 1
RETURN f.type AS type, f.id AS fact, documents, f.quotation AS quotation
ORDER BY documents DESC, type, fact
