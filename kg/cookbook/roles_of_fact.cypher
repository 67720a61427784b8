// zh: 一个事实的各个角色
// en: Roles of a fact: who and what takes part
// param: fact | string | f0123456789abcdef0123 | 事实编号 | id of a fact
// columns: role, name, type
MATCH (f:Fact {id: $fact})-[r]->(e:Entity)
RETURN toLower(substring(type(r), 5)) AS role, e.name AS name, e.type AS type
ORDER BY role, name
