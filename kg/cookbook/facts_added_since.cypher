// zh: 某次构建之后新增的事实
// en: Facts added since a build
// param: build | string | b0123456789abcdef0123 | 构建编号 | id of a build
// columns: build, type, fact, quotation
MATCH (since:Build {id: $build})
MATCH (b:Build) WHERE b.number > since.number
MATCH (f:Fact {added_by: b.id})
RETURN b.id AS build, f.type AS type, f.id AS fact, f.quotation AS quotation
ORDER BY b.number, type, fact
