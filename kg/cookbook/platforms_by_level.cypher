// zh: 各级平台及其建设方
// en: Platforms of a level and who builds them
// param: level | string | 国家级 | 级别，留空为全部 | level; empty for all | ""
// param: limit | integer | 1000 | 最多事实数 | most facts to give | 1000
// columns: level, platform, builders, status, quotation
MATCH (f:PlatformBuilding)-[:ROLE_PLATFORM]->(p:Entity)
WHERE $level = '' OR f.level = $level
WITH f, p ORDER BY coalesce(f.level, ''), p.name, f.quotation, f.id LIMIT $limit
MATCH (f)-[:ROLE_BUILDER]->(b:Entity)
WITH f, p, b ORDER BY b.name
RETURN coalesce(f.level, '') AS level, p.name AS platform, collect(b.name) AS builders, coalesce(f.status, []) AS status,
       f.quotation AS quotation
ORDER BY level, platform, builders, quotation
