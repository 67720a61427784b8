// zh: 合作学校最多的单位
// en: Partners that work with most schools
// param: limit | integer | 20 | 最多行数 | most rows to give | 20
// columns: partner, type, schools
MATCH (s:Institution)-[:PARTNERS_WITH]->(partner:Entity)
WITH partner, count(DISTINCT s) AS schools
RETURN partner.name AS partner, partner.type AS type, schools
ORDER BY schools DESC, partner LIMIT $limit
