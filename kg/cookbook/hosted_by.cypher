// zh: 一个单位主办或承办的活动
// en: Events that an organisation hosts
// param: name | string | 深圳职业技术大学 | 单位名称 | name of the host
// columns: event, position, dates, places, quotation
MATCH (h:Entity) WHERE $name IN h.names
MATCH (f:Hosting)-[:ROLE_HOST]->(h)
OPTIONAL MATCH (f)-[:ROLE_EVENT]->(e:Entity)
OPTIONAL MATCH (f)-[:ROLE_PLACE]->(p:Entity)
WITH f, e, p ORDER BY p.name
RETURN coalesce(e.name, f.event, '') AS event, coalesce(f.position, []) AS position, coalesce(f.date, []) AS dates,
       collect(p.name) AS places, f.quotation AS quotation
ORDER BY event, quotation
