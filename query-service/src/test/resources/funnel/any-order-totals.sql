SELECT roundDown(path[1].1, {p0:Array(Int64)}) AS bucket, if(length(path) < 2, '\x01unreached', path[2].2) AS g, toInt64(length(path)) AS steps, count()
FROM (
SELECT uid, path
FROM (
SELECT uid, paths, arrayFold((done, p) -> if(p[1].1 > done.1, (multiIf(p[-1].1 < 0, -p[-1].1, length(p) = 2, p[-1].1, p[1].1 + {p1:Int64}), arrayPushBack(done.2, p[1].1)), done), paths, (toInt64(0), CAST([], 'Array(Int64)'))).2 AS beginnings
FROM (
SELECT uid, paths
FROM (
SELECT uid, arrayFilter(p -> notEmpty(p), arrayMap((t, m, n0, n1) -> if(bitTest(m, 2), arrayFilter(e -> e.1 > 0 AND e.1 <= t + {p2:Int64}, arraySort((e, b) -> (e.1, b), [n0, n1], range(2))), []), t, m, n0, n1)) AS paths
FROM (
SELECT uid, t, m, arrayReverseFill(e -> e.1 != 0, arrayMap((t, m, v) -> if(bitTest(m, 0), (t, v[1]), (toInt64(0), '')), t, m, v)) AS n0, arrayReverseFill(e -> e.1 != 0, arrayMap((t, m, v) -> if(bitTest(m, 1), (t, v[2]), (toInt64(0), '')), t, m, v)) AS n1
FROM (
SELECT uid, arrayMap(i -> i[1].1, instants) AS t, arrayMap(i -> arrayReduce('groupBitOr', i.3), instants) AS m, arrayMap(i -> arrayMap(b -> arrayFirst(e -> bitTest(e.3, b), i).2, range(2)), instants) AS v
FROM (
SELECT uid, arraySplit((e, before) -> e.1 != before.1, events, arrayPushFront(arrayPopBack(events), events[1])) AS instants
FROM (
SELECT uid, arraySort(groupArray((ms, value, mask, ends))) AS events
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, bitShiftLeft(toUInt32(event = {p3:String}), 0) + bitShiftLeft(toUInt32(event = {p4:String}), 1) + bitShiftLeft(toUInt32((event = {p5:String} OR event = {p6:String}) AND ts < fromUnixTimestamp64Milli({p7:Int64}, 'UTC')), 2) AS mask, toString(person.c0) AS value, toUInt32(0) AS ends
FROM events
LEFT JOIN (SELECT uid, multiIf(text[{p8:String}] NOT IN ('', '\x01null'), text[{p9:String}], mapContains(number, {p10:String}), concat('\x01#', toString(number[{p11:String}])), '') AS c0 FROM (SELECT aid AS uid, text, number FROM persons FINAL WHERE project = {p12:UInt32} AND aid NOT IN (SELECT aid FROM sender_persons WHERE project = {p13:UInt32}) UNION ALL SELECT uid, text, number FROM sender_persons FINAL WHERE project = {p14:UInt32} AND aid = uid) AS person) AS person USING (uid)
WHERE project = {p15:UInt32}
  AND kind = 'track'
  AND day >= {p16:Date} AND day <= {p17:Date}
  AND ts >= fromUnixTimestamp64Milli({p18:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p19:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p20:Int64}, 'UTC')
  AND event IN {p21:Array(String)}

) WHERE mask != 0 OR ends != 0 GROUP BY uid HAVING bitTest(groupBitOr(mask), 2)
)
)
)
)
) WHERE notEmpty(paths)
)
) ARRAY JOIN arrayFilter(p -> has(beginnings, p[1].1), paths) AS path
)
GROUP BY bucket, g, steps
LIMIT {p22:Int64}
;

SELECT if(length(path) < 2, '\x01unreached', path[2].2) AS g
FROM (
SELECT uid, path
FROM (
SELECT uid, paths, arrayFold((done, p) -> if(p[1].1 > done.1, (multiIf(p[-1].1 < 0, -p[-1].1, length(p) = 2, p[-1].1, p[1].1 + {p0:Int64}), arrayPushBack(done.2, p[1].1)), done), paths, (toInt64(0), CAST([], 'Array(Int64)'))).2 AS beginnings
FROM (
SELECT uid, paths
FROM (
SELECT uid, arrayFilter(p -> notEmpty(p), arrayMap((t, m, n0, n1) -> if(bitTest(m, 2), arrayFilter(e -> e.1 > 0 AND e.1 <= t + {p1:Int64}, arraySort((e, b) -> (e.1, b), [n0, n1], range(2))), []), t, m, n0, n1)) AS paths
FROM (
SELECT uid, t, m, arrayReverseFill(e -> e.1 != 0, arrayMap((t, m, v) -> if(bitTest(m, 0), (t, v[1]), (toInt64(0), '')), t, m, v)) AS n0, arrayReverseFill(e -> e.1 != 0, arrayMap((t, m, v) -> if(bitTest(m, 1), (t, v[2]), (toInt64(0), '')), t, m, v)) AS n1
FROM (
SELECT uid, arrayMap(i -> i[1].1, instants) AS t, arrayMap(i -> arrayReduce('groupBitOr', i.3), instants) AS m, arrayMap(i -> arrayMap(b -> arrayFirst(e -> bitTest(e.3, b), i).2, range(2)), instants) AS v
FROM (
SELECT uid, arraySplit((e, before) -> e.1 != before.1, events, arrayPushFront(arrayPopBack(events), events[1])) AS instants
FROM (
SELECT uid, arraySort(groupArray((ms, value, mask, ends))) AS events
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, bitShiftLeft(toUInt32(event = {p2:String}), 0) + bitShiftLeft(toUInt32(event = {p3:String}), 1) + bitShiftLeft(toUInt32((event = {p4:String} OR event = {p5:String}) AND ts < fromUnixTimestamp64Milli({p6:Int64}, 'UTC')), 2) AS mask, toString(person.c0) AS value, toUInt32(0) AS ends
FROM events
LEFT JOIN (SELECT uid, multiIf(text[{p7:String}] NOT IN ('', '\x01null'), text[{p8:String}], mapContains(number, {p9:String}), concat('\x01#', toString(number[{p10:String}])), '') AS c0 FROM (SELECT aid AS uid, text, number FROM persons FINAL WHERE project = {p11:UInt32} AND aid NOT IN (SELECT aid FROM sender_persons WHERE project = {p12:UInt32}) UNION ALL SELECT uid, text, number FROM sender_persons FINAL WHERE project = {p13:UInt32} AND aid = uid) AS person) AS person USING (uid)
WHERE project = {p14:UInt32}
  AND kind = 'track'
  AND day >= {p15:Date} AND day <= {p16:Date}
  AND ts >= fromUnixTimestamp64Milli({p17:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p18:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p19:Int64}, 'UTC')
  AND event IN {p20:Array(String)}

) WHERE mask != 0 OR ends != 0 GROUP BY uid HAVING bitTest(groupBitOr(mask), 2)
)
)
)
)
) WHERE notEmpty(paths)
)
) ARRAY JOIN arrayFilter(p -> has(beginnings, p[1].1), paths) AS path
)
WHERE g != '\x01unreached'
GROUP BY g
ORDER BY count() DESC, g ASC
LIMIT {p21:Int64}
;

SELECT roundDown(path[1].1, {p0:Array(Int64)}) AS bucket, if(if(length(path) < 2, '\x01unreached', path[2].2) AS own IN {p1:Array(String)}, own, '\x01other') AS g, toInt64(length(path)) AS steps, count()
FROM (
SELECT uid, path
FROM (
SELECT uid, paths, arrayFold((done, p) -> if(p[1].1 > done.1, (multiIf(p[-1].1 < 0, -p[-1].1, length(p) = 2, p[-1].1, p[1].1 + {p2:Int64}), arrayPushBack(done.2, p[1].1)), done), paths, (toInt64(0), CAST([], 'Array(Int64)'))).2 AS beginnings
FROM (
SELECT uid, paths
FROM (
SELECT uid, arrayFilter(p -> notEmpty(p), arrayMap((t, m, n0, n1) -> if(bitTest(m, 2), arrayFilter(e -> e.1 > 0 AND e.1 <= t + {p3:Int64}, arraySort((e, b) -> (e.1, b), [n0, n1], range(2))), []), t, m, n0, n1)) AS paths
FROM (
SELECT uid, t, m, arrayReverseFill(e -> e.1 != 0, arrayMap((t, m, v) -> if(bitTest(m, 0), (t, v[1]), (toInt64(0), '')), t, m, v)) AS n0, arrayReverseFill(e -> e.1 != 0, arrayMap((t, m, v) -> if(bitTest(m, 1), (t, v[2]), (toInt64(0), '')), t, m, v)) AS n1
FROM (
SELECT uid, arrayMap(i -> i[1].1, instants) AS t, arrayMap(i -> arrayReduce('groupBitOr', i.3), instants) AS m, arrayMap(i -> arrayMap(b -> arrayFirst(e -> bitTest(e.3, b), i).2, range(2)), instants) AS v
FROM (
SELECT uid, arraySplit((e, before) -> e.1 != before.1, events, arrayPushFront(arrayPopBack(events), events[1])) AS instants
FROM (
SELECT uid, arraySort(groupArray((ms, value, mask, ends))) AS events
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, bitShiftLeft(toUInt32(event = {p4:String}), 0) + bitShiftLeft(toUInt32(event = {p5:String}), 1) + bitShiftLeft(toUInt32((event = {p6:String} OR event = {p7:String}) AND ts < fromUnixTimestamp64Milli({p8:Int64}, 'UTC')), 2) AS mask, toString(person.c0) AS value, toUInt32(0) AS ends
FROM events
LEFT JOIN (SELECT uid, multiIf(text[{p9:String}] NOT IN ('', '\x01null'), text[{p10:String}], mapContains(number, {p11:String}), concat('\x01#', toString(number[{p12:String}])), '') AS c0 FROM (SELECT aid AS uid, text, number FROM persons FINAL WHERE project = {p13:UInt32} AND aid NOT IN (SELECT aid FROM sender_persons WHERE project = {p14:UInt32}) UNION ALL SELECT uid, text, number FROM sender_persons FINAL WHERE project = {p15:UInt32} AND aid = uid) AS person) AS person USING (uid)
WHERE project = {p16:UInt32}
  AND kind = 'track'
  AND day >= {p17:Date} AND day <= {p18:Date}
  AND ts >= fromUnixTimestamp64Milli({p19:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p20:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p21:Int64}, 'UTC')
  AND event IN {p22:Array(String)}

) WHERE mask != 0 OR ends != 0 GROUP BY uid HAVING bitTest(groupBitOr(mask), 2)
)
)
)
)
) WHERE notEmpty(paths)
)
) ARRAY JOIN arrayFilter(p -> has(beginnings, p[1].1), paths) AS path
)
GROUP BY bucket, g, steps
LIMIT {p23:Int64}
;

SELECT DISTINCT uid
FROM (
SELECT uid, length(path) AS steps, roundDown(path[1].1, {p0:Array(Int64)}) AS bucket, if(length(path) < 2, '\x01unreached', path[2].2) AS g
FROM (
SELECT uid, path
FROM (
SELECT uid, paths, arrayFold((done, p) -> if(p[1].1 > done.1, (multiIf(p[-1].1 < 0, -p[-1].1, length(p) = 2, p[-1].1, p[1].1 + {p1:Int64}), arrayPushBack(done.2, p[1].1)), done), paths, (toInt64(0), CAST([], 'Array(Int64)'))).2 AS beginnings
FROM (
SELECT uid, paths
FROM (
SELECT uid, arrayFilter(p -> notEmpty(p), arrayMap((t, m, n0, n1) -> if(bitTest(m, 2), arrayFilter(e -> e.1 > 0 AND e.1 <= t + {p2:Int64}, arraySort((e, b) -> (e.1, b), [n0, n1], range(2))), []), t, m, n0, n1)) AS paths
FROM (
SELECT uid, t, m, arrayReverseFill(e -> e.1 != 0, arrayMap((t, m, v) -> if(bitTest(m, 0), (t, v[1]), (toInt64(0), '')), t, m, v)) AS n0, arrayReverseFill(e -> e.1 != 0, arrayMap((t, m, v) -> if(bitTest(m, 1), (t, v[2]), (toInt64(0), '')), t, m, v)) AS n1
FROM (
SELECT uid, arrayMap(i -> i[1].1, instants) AS t, arrayMap(i -> arrayReduce('groupBitOr', i.3), instants) AS m, arrayMap(i -> arrayMap(b -> arrayFirst(e -> bitTest(e.3, b), i).2, range(2)), instants) AS v
FROM (
SELECT uid, arraySplit((e, before) -> e.1 != before.1, events, arrayPushFront(arrayPopBack(events), events[1])) AS instants
FROM (
SELECT uid, arraySort(groupArray((ms, value, mask, ends))) AS events
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, bitShiftLeft(toUInt32(event = {p3:String}), 0) + bitShiftLeft(toUInt32(event = {p4:String}), 1) + bitShiftLeft(toUInt32((event = {p5:String} OR event = {p6:String}) AND ts < fromUnixTimestamp64Milli({p7:Int64}, 'UTC')), 2) AS mask, toString(person.c0) AS value, toUInt32(0) AS ends
FROM events
LEFT JOIN (SELECT uid, multiIf(text[{p8:String}] NOT IN ('', '\x01null'), text[{p9:String}], mapContains(number, {p10:String}), concat('\x01#', toString(number[{p11:String}])), '') AS c0 FROM (SELECT aid AS uid, text, number FROM persons FINAL WHERE project = {p12:UInt32} AND aid NOT IN (SELECT aid FROM sender_persons WHERE project = {p13:UInt32}) UNION ALL SELECT uid, text, number FROM sender_persons FINAL WHERE project = {p14:UInt32} AND aid = uid) AS person) AS person USING (uid)
WHERE project = {p15:UInt32}
  AND kind = 'track'
  AND day >= {p16:Date} AND day <= {p17:Date}
  AND ts >= fromUnixTimestamp64Milli({p18:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p19:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p20:Int64}, 'UTC')
  AND event IN {p21:Array(String)}

) WHERE mask != 0 OR ends != 0 GROUP BY uid HAVING bitTest(groupBitOr(mask), 2)
)
)
)
)
) WHERE notEmpty(paths)
)
) ARRAY JOIN arrayFilter(p -> has(beginnings, p[1].1), paths) AS path
)
)
WHERE steps = 2 AND g NOT IN {p22:Array(String)} AND g != '\x01unreached'
ORDER BY uid
