// zh: 各文档的主体、提及数与事实数
// en: Documents: subject, entities mentioned, facts
// columns: source, title, subject, entities, facts
MATCH (d:Document)
OPTIONAL MATCH (d)-[:SUBJECT]->(s:Entity)
RETURN d.source AS source, d.title AS title, coalesce(s.name, '') AS subject,
       COUNT { (d)<-[:MENTIONED_IN]-() } AS entities, COUNT { (d)<-[:STATED_IN]-() } AS facts
ORDER BY source
