// zh: 一个事实的全部出处与原文
// en: Evidence of a fact: documents, offsets, quotations
// param: fact | string | f0123456789abcdef0123 | 事实编号 | id of a fact
// columns: type, source, start, end, quotation
MATCH (f:Fact {id: $fact})-[s:STATED_IN]->(d:Document)
RETURN f.type AS type, d.source AS source, s.start AS start, s.end AS end, s.quotation AS quotation
ORDER BY source, start, end
