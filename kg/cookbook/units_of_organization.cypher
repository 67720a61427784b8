// zh: 一个单位的下属单位
// en: Units that belong to an organisation
// param: name | string | 深圳职业技术大学 | 单位名称 | name of the organisation
// columns: unit, type
MATCH (o:Entity) WHERE $name IN o.names
MATCH (u:Entity)-[:PART_OF]->(o)
RETURN DISTINCT u.name AS unit, u.type AS type
ORDER BY unit
