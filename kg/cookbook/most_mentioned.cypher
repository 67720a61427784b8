// zh: 被提及最多的实体
// en: What is mentioned most
// param: type | string | Enterprise | 实体类型，留空为全部 | type of entity; empty for all | ""
// param: limit | integer | 20 | 最多行数 | most rows to give | 20
// columns: name, type, mentions, documents
MATCH (e:Entity) WHERE $type = '' OR e.type = $type
MATCH (e)-[m:MENTIONED_IN]->()
WITH e, sum(m.count) AS mentions, count(m) AS documents
RETURN e.name AS name, e.type AS type, mentions, documents
ORDER BY mentions DESC, name, type LIMIT $limit
