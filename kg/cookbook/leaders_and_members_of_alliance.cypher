// zh: 谁牵头、谁加入一个联盟、集团或协会
// en: Who leads and who joins an alliance, group or association
// param: alliance | string | 产教融合共同体 | 联盟名称或其中一段 | name of an alliance or a part of it
// columns: alliance, part, organization, positions, dates, quotation
MATCH (b:Entity) WHERE any(name IN b.names WHERE name CONTAINS $alliance)
CALL (b) {
  MATCH (f:PlatformBuilding)-[:ROLE_PLATFORM]->(b)
  MATCH (f)-[:ROLE_BUILDER]->(o:Entity)
  RETURN 'builder' AS part, o, coalesce(f.builder_role, []) AS positions, f
  UNION ALL
  MATCH (f:Membership)-[:ROLE_BODY]->(b)
  MATCH (f)-[:ROLE_MEMBER]->(o:Entity)
  RETURN 'member' AS part, o, coalesce(f.position, []) AS positions, f
}
RETURN b.name AS alliance, part, o.name AS organization, positions, coalesce(f.date, []) AS dates, f.quotation AS quotation
ORDER BY alliance, part, organization, quotation
