// zh: 一个项目各批次的参与单位
// en: Participants of a programme by batch
// param: program | string | 双高计划 | 项目名称或其中一段 | name of a programme or a part of it
// columns: program, batch, level, participants, size
MATCH (p:Program) WHERE any(name IN p.names WHERE name CONTAINS $program)
MATCH (f:ProgramParticipation)-[:ROLE_PROGRAM]->(p)
MATCH (f)-[:ROLE_PARTICIPANT]->(s:Entity)
UNWIND CASE WHEN f.batch IS NULL THEN [''] ELSE f.batch END AS batch
WITH DISTINCT p, batch, coalesce(f.level, '') AS level, s ORDER BY s.name
RETURN p.name AS program, batch, level, collect(s.name) AS participants, count(s) AS size
ORDER BY program, batch, level
