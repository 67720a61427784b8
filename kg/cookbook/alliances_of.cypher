// zh: 一个单位加入的联盟、集团和协会
// en: Alliances, groups and associations that an organisation has joined
// param: name | string | 深圳职业技术大学 | 单位名称 | name of the organisation
// columns: body, type, positions, dates, quotation
MATCH (m:Entity) WHERE $name IN m.names
MATCH (f:Membership)-[:ROLE_MEMBER]->(m)
MATCH (f)-[:ROLE_BODY]->(b:Entity)
RETURN b.name AS body, b.type AS type, coalesce(f.position, []) AS positions, coalesce(f.date, []) AS dates,
       f.quotation AS quotation
ORDER BY body, quotation
