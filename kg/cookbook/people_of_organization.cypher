// zh: 一个单位的人员及职务
// en: People of an organisation and their posts
// param: name | string | 深圳职业技术大学 | 单位名称 | name of the organisation
// columns: person, titles, quotation
MATCH (o:Entity) WHERE $name IN o.names
MATCH (f:Affiliation)-[:ROLE_ORGANIZATION]->(o)
MATCH (f)-[:ROLE_PERSON]->(p:Person)
RETURN p.name AS person, coalesce(f.title, []) AS titles, f.quotation AS quotation
ORDER BY person, quotation
