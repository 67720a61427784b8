// zh: 一个单位建设的平台
// en: Platforms that an organisation builds
// param: name | string | 深圳职业技术大学 | 建设单位名称 | name of the builder
// columns: platform, level, role, status, dates, quotation
MATCH (b:Entity) WHERE $name IN b.names
MATCH (f:PlatformBuilding)-[:ROLE_BUILDER]->(b)
MATCH (f)-[:ROLE_PLATFORM]->(p:Entity)
RETURN p.name AS platform, coalesce(f.level, '') AS level, coalesce(f.builder_role, []) AS role,
       coalesce(f.status, []) AS status, coalesce(f.date, []) AS dates, f.quotation AS quotation
ORDER BY level, platform, quotation
