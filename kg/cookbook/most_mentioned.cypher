// zh: 被提及最多的实体
// en: What is mentioned most
// param: type | string | Enterprise | 实体类型，留空为全部 | type of entity; empty for all | ""
// param: limit | integer | 20 | 最多行数 | most rows to give | 20
// columns: name, type, mentions, documents
MATCH (e:Entity) WHERE e.mentions > 0 AND ($type = '' OR e.type = $type)
WITH e ORDER BY e.mentions DESC, e.name, e.type LIMIT $limit
RETURN e.name AS name, e.type AS type, e.mentions AS mentions, e.documents AS documents
ORDER BY mentions DESC, name, type
