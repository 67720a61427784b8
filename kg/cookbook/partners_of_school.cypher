// zh: 一所学校的合作伙伴及合作形式
// en: Partners of a school and the forms of cooperation
// param: school | string | 深圳职业技术大学 | 学校的全称或简称 | full or short name of a school
// columns: partner, type, forms, products, dates, quotation, source
MATCH (s:Entity) WHERE $school IN s.names
MATCH (f:Partnership)-[:ROLE_INSTITUTION]->(s)
MATCH (f)-[:ROLE_PARTNER]->(partner:Entity)
OPTIONAL MATCH (f)-[:ROLE_PRODUCT]->(product:Entity)
WITH f, partner, product ORDER BY product.name
WITH f, partner, collect(product.name) AS products
MATCH (f)-[:STATED_IN]->(d:Document)
RETURN partner.name AS partner, partner.type AS type, coalesce(f.form, []) AS forms, products,
       coalesce(f.date, []) AS dates, f.quotation AS quotation, min(d.source) AS source
ORDER BY type, partner, quotation
