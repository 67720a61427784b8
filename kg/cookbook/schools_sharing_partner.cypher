// zh: 与某校有共同合作伙伴的学校
// en: Schools that share a partner with a school
// param: school | string | 深圳职业技术大学 | 学校的全称或简称 | full or short name of a school
// columns: other, partners, shared
MATCH (s:Entity) WHERE $school IN s.names
MATCH (s)-[:PARTNERS_WITH]->(partner:Entity)<-[:PARTNERS_WITH]-(other:Institution)
WHERE other.id <> s.id
WITH DISTINCT other, partner ORDER BY partner.name
RETURN other.name AS other, collect(partner.name) AS partners, count(partner) AS shared
ORDER BY shared DESC, other
