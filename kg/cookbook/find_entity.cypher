// zh: 按名称片段查找实体
// en: Find entities by a part of a name or alias
// param: text | string | 职业 | 名称片段 | part of a name
// param: limit | integer | 20 | 最多行数 | most rows to give | 20
// columns: name, type, aliases, id
MATCH (e:Entity) WHERE any(name IN e.names WHERE name CONTAINS $text)
RETURN e.name AS name, e.type AS type, coalesce(e.aliases, []) AS aliases, e.id AS id
ORDER BY size(e.name), name, type LIMIT $limit
