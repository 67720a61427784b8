// zh: 一个主体按日期排列的事实
// en: Dated facts of anyone or anything, in order of time
// param: name | string | 深圳职业技术大学 | 名称 | name
// columns: date, type, fact, quotation
MATCH (e:Entity) WHERE $name IN e.names
WITH e
MATCH (e)<-[]-(f:Fact) WHERE f.date IS NOT NULL OR f.period IS NOT NULL
WITH DISTINCT f
WITH f, CASE WHEN f.type = 'CompetitionResult' THEN f.date WHEN f.date IS NULL THEN f.period ELSE f.date[0] END AS date
RETURN date, f.type AS type, f.id AS fact, f.quotation AS quotation
ORDER BY date, type, fact
