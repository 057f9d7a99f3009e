SELECT roundDown(path[1].1, {p0:Array(Int64)}) AS bucket, arrayLast(e -> e.2 != '', path).2 AS g, toInt64(length(path)) AS steps, count()
FROM (
SELECT uid, arrayFirst(p -> length(p) = most, paths) AS path
FROM (
SELECT uid, paths, arrayMax(p -> length(p), paths) AS most
FROM (
SELECT uid, paths
FROM (
SELECT uid, arrayFilter(p -> notEmpty(p), arrayMap((t, j, v, n1, n2) -> if(j[1] > 0, arrayFilter(e -> abs(e.1) <= t + {p1:Int64}, arrayConcat(arrayMap(b -> (t, v[b + 1]), range(0, j[1])), [n1, n2, []][j[1] - 0])), []), t, j, v, n1, n2)) AS paths
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, j) -> j[2] > 1, arrayMap((t, j, v, n2) -> multiIf(j[2] > 1, arrayConcat(arrayMap(b -> (t, v[b + 1]), range(1, j[2])), [n2, []][j[2] - 1]), []), t, j, v, n2), j)), []) AS n1
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, j) -> j[3] > 2, arrayMap((t, j, v) -> multiIf(j[3] > 2, arrayMap(b -> (t, v[b + 1]), range(2, j[3])), []), t, j, v), j)), []) AS n2
FROM (
SELECT *, arrayMap(l -> arrayMap(k -> arrayFirst(s -> bitAnd(s.1, bitShiftLeft(toInt64(1), k) - 1) = 0, arrayPushBack(l, (toInt64(0), toInt64(3)))).2, range(3)), lacking) AS j
FROM (
SELECT uid, arrayMap(i -> i[1].1, instants) AS t, arrayMap(i -> arrayFilter(s -> arrayCount(e -> bitAnd(e.3, s.1) != 0, i) < bitCount(s.1), arrayZip({p2:Array(Int64)}, {p3:Array(Int64)})), instants) AS lacking, arrayMap(i -> arrayMap(b -> arrayFirst(e -> bitTest(e.3, b), i).2, range(3)), instants) AS v
FROM (
SELECT uid, arraySplit((e, before) -> e.1 != before.1, events, arrayPushFront(arrayPopBack(events), events[1])) AS instants
FROM (
SELECT uid, arraySort(groupArray((ms, value, mask, ends))) AS events
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, bitShiftLeft(toUInt32(event = {p4:String} AND ts < fromUnixTimestamp64Milli({p5:Int64}, 'UTC')), 0) + bitShiftLeft(toUInt32(event = {p6:String}), 1) + bitShiftLeft(toUInt32(event = {p7:String}), 2) AS mask, toString(if((uid IN (SELECT uid FROM (SELECT aid AS uid, text, number FROM persons FINAL WHERE project = {p8:UInt32} AND aid NOT IN (SELECT aid FROM sender_persons WHERE project = {p9:UInt32}) UNION ALL SELECT uid, text, number FROM sender_persons FINAL WHERE project = {p10:UInt32} AND aid = uid) AS person WHERE (text[{p11:String}] NOT IN ('', '\x01null') OR mapContains(number, {p12:String}))) OR (uid IN (SELECT uid FROM (
SELECT uid,
  countIf(kind = 'track' AND event = {p13:String}) AS m0
FROM events
WHERE project = {p14:UInt32}
  AND day <= {p15:Date} AND ts <= fromUnixTimestamp64Milli({p16:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p17:Int64}, 'UTC')
  AND kind = 'track' AND event IN {p18:Array(String)}
GROUP BY uid) WHERE (m0 > 0)))), '\x01true', '\x01false')) AS value, toUInt32(0) AS ends
FROM events
WHERE project = {p19:UInt32}
  AND kind = 'track'
  AND day >= {p20:Date} AND day <= {p21:Date}
  AND ts >= fromUnixTimestamp64Milli({p22:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p23:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p24:Int64}, 'UTC')
  AND event IN {p25:Array(String)}

) WHERE mask != 0 OR ends != 0 GROUP BY uid HAVING bitTest(groupBitOr(mask), 0)
)
)
)
)
)
)
) WHERE notEmpty(paths)
)
)
)
GROUP BY bucket, g, steps
LIMIT {p26:Int64}
;

SELECT arrayLast(e -> e.2 != '', path).2 AS g
FROM (
SELECT uid, arrayFirst(p -> length(p) = most, paths) AS path
FROM (
SELECT uid, paths, arrayMax(p -> length(p), paths) AS most
FROM (
SELECT uid, paths
FROM (
SELECT uid, arrayFilter(p -> notEmpty(p), arrayMap((t, j, v, n1, n2) -> if(j[1] > 0, arrayFilter(e -> abs(e.1) <= t + {p0:Int64}, arrayConcat(arrayMap(b -> (t, v[b + 1]), range(0, j[1])), [n1, n2, []][j[1] - 0])), []), t, j, v, n1, n2)) AS paths
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, j) -> j[2] > 1, arrayMap((t, j, v, n2) -> multiIf(j[2] > 1, arrayConcat(arrayMap(b -> (t, v[b + 1]), range(1, j[2])), [n2, []][j[2] - 1]), []), t, j, v, n2), j)), []) AS n1
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, j) -> j[3] > 2, arrayMap((t, j, v) -> multiIf(j[3] > 2, arrayMap(b -> (t, v[b + 1]), range(2, j[3])), []), t, j, v), j)), []) AS n2
FROM (
SELECT *, arrayMap(l -> arrayMap(k -> arrayFirst(s -> bitAnd(s.1, bitShiftLeft(toInt64(1), k) - 1) = 0, arrayPushBack(l, (toInt64(0), toInt64(3)))).2, range(3)), lacking) AS j
FROM (
SELECT uid, arrayMap(i -> i[1].1, instants) AS t, arrayMap(i -> arrayFilter(s -> arrayCount(e -> bitAnd(e.3, s.1) != 0, i) < bitCount(s.1), arrayZip({p1:Array(Int64)}, {p2:Array(Int64)})), instants) AS lacking, arrayMap(i -> arrayMap(b -> arrayFirst(e -> bitTest(e.3, b), i).2, range(3)), instants) AS v
FROM (
SELECT uid, arraySplit((e, before) -> e.1 != before.1, events, arrayPushFront(arrayPopBack(events), events[1])) AS instants
FROM (
SELECT uid, arraySort(groupArray((ms, value, mask, ends))) AS events
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, bitShiftLeft(toUInt32(event = {p3:String} AND ts < fromUnixTimestamp64Milli({p4:Int64}, 'UTC')), 0) + bitShiftLeft(toUInt32(event = {p5:String}), 1) + bitShiftLeft(toUInt32(event = {p6:String}), 2) AS mask, toString(if((uid IN (SELECT uid FROM (SELECT aid AS uid, text, number FROM persons FINAL WHERE project = {p7:UInt32} AND aid NOT IN (SELECT aid FROM sender_persons WHERE project = {p8:UInt32}) UNION ALL SELECT uid, text, number FROM sender_persons FINAL WHERE project = {p9:UInt32} AND aid = uid) AS person WHERE (text[{p10:String}] NOT IN ('', '\x01null') OR mapContains(number, {p11:String}))) OR (uid IN (SELECT uid FROM (
SELECT uid,
  countIf(kind = 'track' AND event = {p12:String}) AS m0
FROM events
WHERE project = {p13:UInt32}
  AND day <= {p14:Date} AND ts <= fromUnixTimestamp64Milli({p15:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p16:Int64}, 'UTC')
  AND kind = 'track' AND event IN {p17:Array(String)}
GROUP BY uid) WHERE (m0 > 0)))), '\x01true', '\x01false')) AS value, toUInt32(0) AS ends
FROM events
WHERE project = {p18:UInt32}
  AND kind = 'track'
  AND day >= {p19:Date} AND day <= {p20:Date}
  AND ts >= fromUnixTimestamp64Milli({p21:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p22:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p23:Int64}, 'UTC')
  AND event IN {p24:Array(String)}

) WHERE mask != 0 OR ends != 0 GROUP BY uid HAVING bitTest(groupBitOr(mask), 0)
)
)
)
)
)
)
) WHERE notEmpty(paths)
)
)
)
WHERE g != '\x01unreached'
GROUP BY g
ORDER BY count() DESC, g ASC
LIMIT {p25:Int64}
;

SELECT roundDown(path[1].1, {p0:Array(Int64)}) AS bucket, if(arrayLast(e -> e.2 != '', path).2 AS own IN {p1:Array(String)}, own, '\x01other') AS g, toInt64(length(path)) AS steps, count()
FROM (
SELECT uid, arrayFirst(p -> length(p) = most, paths) AS path
FROM (
SELECT uid, paths, arrayMax(p -> length(p), paths) AS most
FROM (
SELECT uid, paths
FROM (
SELECT uid, arrayFilter(p -> notEmpty(p), arrayMap((t, j, v, n1, n2) -> if(j[1] > 0, arrayFilter(e -> abs(e.1) <= t + {p2:Int64}, arrayConcat(arrayMap(b -> (t, v[b + 1]), range(0, j[1])), [n1, n2, []][j[1] - 0])), []), t, j, v, n1, n2)) AS paths
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, j) -> j[2] > 1, arrayMap((t, j, v, n2) -> multiIf(j[2] > 1, arrayConcat(arrayMap(b -> (t, v[b + 1]), range(1, j[2])), [n2, []][j[2] - 1]), []), t, j, v, n2), j)), []) AS n1
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, j) -> j[3] > 2, arrayMap((t, j, v) -> multiIf(j[3] > 2, arrayMap(b -> (t, v[b + 1]), range(2, j[3])), []), t, j, v), j)), []) AS n2
FROM (
SELECT *, arrayMap(l -> arrayMap(k -> arrayFirst(s -> bitAnd(s.1, bitShiftLeft(toInt64(1), k) - 1) = 0, arrayPushBack(l, (toInt64(0), toInt64(3)))).2, range(3)), lacking) AS j
FROM (
SELECT uid, arrayMap(i -> i[1].1, instants) AS t, arrayMap(i -> arrayFilter(s -> arrayCount(e -> bitAnd(e.3, s.1) != 0, i) < bitCount(s.1), arrayZip({p3:Array(Int64)}, {p4:Array(Int64)})), instants) AS lacking, arrayMap(i -> arrayMap(b -> arrayFirst(e -> bitTest(e.3, b), i).2, range(3)), instants) AS v
FROM (
SELECT uid, arraySplit((e, before) -> e.1 != before.1, events, arrayPushFront(arrayPopBack(events), events[1])) AS instants
FROM (
SELECT uid, arraySort(groupArray((ms, value, mask, ends))) AS events
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, bitShiftLeft(toUInt32(event = {p5:String} AND ts < fromUnixTimestamp64Milli({p6:Int64}, 'UTC')), 0) + bitShiftLeft(toUInt32(event = {p7:String}), 1) + bitShiftLeft(toUInt32(event = {p8:String}), 2) AS mask, toString(if((uid IN (SELECT uid FROM (SELECT aid AS uid, text, number FROM persons FINAL WHERE project = {p9:UInt32} AND aid NOT IN (SELECT aid FROM sender_persons WHERE project = {p10:UInt32}) UNION ALL SELECT uid, text, number FROM sender_persons FINAL WHERE project = {p11:UInt32} AND aid = uid) AS person WHERE (text[{p12:String}] NOT IN ('', '\x01null') OR mapContains(number, {p13:String}))) OR (uid IN (SELECT uid FROM (
SELECT uid,
  countIf(kind = 'track' AND event = {p14:String}) AS m0
FROM events
WHERE project = {p15:UInt32}
  AND day <= {p16:Date} AND ts <= fromUnixTimestamp64Milli({p17:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p18:Int64}, 'UTC')
  AND kind = 'track' AND event IN {p19:Array(String)}
GROUP BY uid) WHERE (m0 > 0)))), '\x01true', '\x01false')) AS value, toUInt32(0) AS ends
FROM events
WHERE project = {p20:UInt32}
  AND kind = 'track'
  AND day >= {p21:Date} AND day <= {p22:Date}
  AND ts >= fromUnixTimestamp64Milli({p23:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p24:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p25:Int64}, 'UTC')
  AND event IN {p26:Array(String)}

) WHERE mask != 0 OR ends != 0 GROUP BY uid HAVING bitTest(groupBitOr(mask), 0)
)
)
)
)
)
)
) WHERE notEmpty(paths)
)
)
)
GROUP BY bucket, g, steps
LIMIT {p27:Int64}
;

SELECT DISTINCT uid
FROM (
SELECT uid, length(path) AS steps, roundDown(path[1].1, {p0:Array(Int64)}) AS bucket, arrayLast(e -> e.2 != '', path).2 AS g
FROM (
SELECT uid, arrayFirst(p -> length(p) = most, paths) AS path
FROM (
SELECT uid, paths, arrayMax(p -> length(p), paths) AS most
FROM (
SELECT uid, paths
FROM (
SELECT uid, arrayFilter(p -> notEmpty(p), arrayMap((t, j, v, n1, n2) -> if(j[1] > 0, arrayFilter(e -> abs(e.1) <= t + {p1:Int64}, arrayConcat(arrayMap(b -> (t, v[b + 1]), range(0, j[1])), [n1, n2, []][j[1] - 0])), []), t, j, v, n1, n2)) AS paths
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, j) -> j[2] > 1, arrayMap((t, j, v, n2) -> multiIf(j[2] > 1, arrayConcat(arrayMap(b -> (t, v[b + 1]), range(1, j[2])), [n2, []][j[2] - 1]), []), t, j, v, n2), j)), []) AS n1
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, j) -> j[3] > 2, arrayMap((t, j, v) -> multiIf(j[3] > 2, arrayMap(b -> (t, v[b + 1]), range(2, j[3])), []), t, j, v), j)), []) AS n2
FROM (
SELECT *, arrayMap(l -> arrayMap(k -> arrayFirst(s -> bitAnd(s.1, bitShiftLeft(toInt64(1), k) - 1) = 0, arrayPushBack(l, (toInt64(0), toInt64(3)))).2, range(3)), lacking) AS j
FROM (
SELECT uid, arrayMap(i -> i[1].1, instants) AS t, arrayMap(i -> arrayFilter(s -> arrayCount(e -> bitAnd(e.3, s.1) != 0, i) < bitCount(s.1), arrayZip({p2:Array(Int64)}, {p3:Array(Int64)})), instants) AS lacking, arrayMap(i -> arrayMap(b -> arrayFirst(e -> bitTest(e.3, b), i).2, range(3)), instants) AS v
FROM (
SELECT uid, arraySplit((e, before) -> e.1 != before.1, events, arrayPushFront(arrayPopBack(events), events[1])) AS instants
FROM (
SELECT uid, arraySort(groupArray((ms, value, mask, ends))) AS events
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, bitShiftLeft(toUInt32(event = {p4:String} AND ts < fromUnixTimestamp64Milli({p5:Int64}, 'UTC')), 0) + bitShiftLeft(toUInt32(event = {p6:String}), 1) + bitShiftLeft(toUInt32(event = {p7:String}), 2) AS mask, toString(if((uid IN (SELECT uid FROM (SELECT aid AS uid, text, number FROM persons FINAL WHERE project = {p8:UInt32} AND aid NOT IN (SELECT aid FROM sender_persons WHERE project = {p9:UInt32}) UNION ALL SELECT uid, text, number FROM sender_persons FINAL WHERE project = {p10:UInt32} AND aid = uid) AS person WHERE (text[{p11:String}] NOT IN ('', '\x01null') OR mapContains(number, {p12:String}))) OR (uid IN (SELECT uid FROM (
SELECT uid,
  countIf(kind = 'track' AND event = {p13:String}) AS m0
FROM events
WHERE project = {p14:UInt32}
  AND day <= {p15:Date} AND ts <= fromUnixTimestamp64Milli({p16:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p17:Int64}, 'UTC')
  AND kind = 'track' AND event IN {p18:Array(String)}
GROUP BY uid) WHERE (m0 > 0)))), '\x01true', '\x01false')) AS value, toUInt32(0) AS ends
FROM events
WHERE project = {p19:UInt32}
  AND kind = 'track'
  AND day >= {p20:Date} AND day <= {p21:Date}
  AND ts >= fromUnixTimestamp64Milli({p22:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p23:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p24:Int64}, 'UTC')
  AND event IN {p25:Array(String)}

) WHERE mask != 0 OR ends != 0 GROUP BY uid HAVING bitTest(groupBitOr(mask), 0)
)
)
)
)
)
)
) WHERE notEmpty(paths)
)
)
)
)
WHERE steps = 2 AND g NOT IN {p26:Array(String)} AND g != '\x01unreached'
ORDER BY uid
