// zh: 置信度较低、值得人工核对的事实
// en: Facts of low confidence, worth a look
// param: below | float | 0.6 | 置信度上限 | give facts below this confidence | 0.6
// param: limit | integer | 20 | 最多行数 | most rows to give | 20
// columns: confidence, type, method, fact, quotation
MATCH (f:Fact) WHERE f.confidence < $below
RETURN f.confidence AS confidence, f.type AS type, f.method AS method, f.id AS fact, f.quotation AS quotation
ORDER BY confidence, type, fact LIMIT $limit
