// zh: 谁建设了一个平台
// en: Who builds a platform
// param: platform | string | 产业学院 | 平台名称或其中一段 | name of a platform or a part of it
// columns: platform, builder, type, role, level, status, dates, quotation, source
MATCH (p:Entity) WHERE any(name IN p.names WHERE name CONTAINS $platform)
MATCH (f:PlatformBuilding)-[:ROLE_PLATFORM]->(p)
MATCH (f)-[:ROLE_BUILDER]->(b:Entity)
MATCH (f)-[:STATED_IN]->(d:Document)
RETURN p.name AS platform, b.name AS builder, b.type AS type, coalesce(f.builder_role, []) AS role,
       coalesce(f.level, '') AS level, coalesce(f.status, []) AS status, coalesce(f.date, []) AS dates,
       f.quotation AS quotation, min(d.source) AS source
ORDER BY platform, builder, quotation
