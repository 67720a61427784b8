// zh: 两个主体之间的最短联系（至多六步）
// en: The shortest way between two things, six steps at most
// param: first | string | 深圳职业技术大学 | 一方名称 | name of one
// param: second | string | 华为技术有限公司 | 另一方名称 | name of the other
// columns: steps, first, second
MATCH (a:Entity) WHERE $first IN a.names
MATCH (b:Entity) WHERE $second IN b.names
MATCH path = shortestPath((a)-[:PARTNERS_WITH|WON|BUILT|MEMBER_OF|COMPETED_IN|TAKES_PART_IN|RUNS_ABROAD|LOCATED_IN|HOSTED|WORKS_FOR|PART_OF*..6]-(b))
RETURN length(path) AS steps, a.name AS first, b.name AS second
ORDER BY steps, first, second
