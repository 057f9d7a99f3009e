SELECT roundDown(path[1], {p0:Array(Int64)}) AS bucket, '' AS g, toInt64(length(path)) AS steps, count()
FROM (
SELECT uid, arrayFirst(p -> length(p) = most, paths) AS path
FROM (
SELECT uid, paths, arrayMax(p -> length(p), paths) AS most
FROM (
SELECT uid, paths
FROM (
SELECT uid, arrayFilter(p -> notEmpty(p), arrayMap((t, j, z, n1, n2) -> arraySort(p -> (-toInt64(length(p)), p), arrayMap(first -> arrayFilter(e -> abs(e) <= t + {p1:Int64}, arrayConcat(arrayMap(b -> t, range(0, first)), [n1, n2, []][first])), range(1, j[1] + 1)))[1], t, j, z, n1, n2)) AS paths
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayMap((t, j, z, n2) -> arrayConcat(arrayMap(b -> t, range(1, j[2])), if(j[2] = z + 1, [n2, []][greatest(1, j[2] - 1)], [])), t, j, z, n2)), []) AS n1
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayMap((t, j, z) -> arrayConcat(arrayMap(b -> t, range(2, j[3])), if(j[3] = z + 2, [[]][greatest(1, j[3] - 2)], [])), t, j, z)), []) AS n2
FROM (
SELECT *, arrayMap(l -> arrayMap(k -> arrayFirst(s -> bitAnd(s.1, bitShiftLeft(toInt64(1), k) - 1) = 0, arrayPushBack(l, (toInt64(0), toInt64(3)))).2, range(3)), lacking) AS j
FROM (
SELECT uid, arrayMap(i -> i[1].1, instants) AS t, arrayMap(i -> arrayFilter(s -> arrayCount(e -> bitAnd(e.3, s.1) != 0, i) < bitCount(s.1), arrayZip({p2:Array(Int64)}, {p3:Array(Int64)})), instants) AS lacking, arrayMap(i -> length(i), instants) AS z
FROM (
SELECT uid, arraySplit((e, before) -> e.1 != before.1, events, arrayPushFront(arrayPopBack(events), events[1])) AS instants
FROM (
SELECT uid, arraySort(groupArray((ms, value, mask, ends))) AS events
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, bitShiftLeft(toUInt32(event = {p4:String} AND ts < fromUnixTimestamp64Milli({p5:Int64}, 'UTC')), 0) + bitShiftLeft(toUInt32(event = {p6:String}), 1) + bitShiftLeft(toUInt32(event = {p7:String}), 2) AS mask, '' AS value, toUInt32(0) AS ends, multiIf(text[{p8:String}] NOT IN ('', '\x01null'), text[{p9:String}], mapContains(number, {p10:String}), concat('\x01#', toString(number[{p11:String}])), '') AS h0
FROM events
WHERE project = {p12:UInt32}
  AND kind = 'track'
  AND day >= {p13:Date} AND day <= {p14:Date}
  AND ts >= fromUnixTimestamp64Milli({p15:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p16:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p17:Int64}, 'UTC')

) GROUP BY uid, h0 HAVING bitTest(groupBitOr(mask), 0)
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
LIMIT {p18:Int64}
;

SELECT DISTINCT uid
FROM (
SELECT uid, length(path) AS steps, roundDown(path[1], {p0:Array(Int64)}) AS bucket, '' AS g
FROM (
SELECT uid, arrayFirst(p -> length(p) = most, paths) AS path
FROM (
SELECT uid, paths, arrayMax(p -> length(p), paths) AS most
FROM (
SELECT uid, paths
FROM (
SELECT uid, arrayFilter(p -> notEmpty(p), arrayMap((t, j, z, n1, n2) -> arraySort(p -> (-toInt64(length(p)), p), arrayMap(first -> arrayFilter(e -> abs(e) <= t + {p1:Int64}, arrayConcat(arrayMap(b -> t, range(0, first)), [n1, n2, []][first])), range(1, j[1] + 1)))[1], t, j, z, n1, n2)) AS paths
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayMap((t, j, z, n2) -> arrayConcat(arrayMap(b -> t, range(1, j[2])), if(j[2] = z + 1, [n2, []][greatest(1, j[2] - 1)], [])), t, j, z, n2)), []) AS n1
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayMap((t, j, z) -> arrayConcat(arrayMap(b -> t, range(2, j[3])), if(j[3] = z + 2, [[]][greatest(1, j[3] - 2)], [])), t, j, z)), []) AS n2
FROM (
SELECT *, arrayMap(l -> arrayMap(k -> arrayFirst(s -> bitAnd(s.1, bitShiftLeft(toInt64(1), k) - 1) = 0, arrayPushBack(l, (toInt64(0), toInt64(3)))).2, range(3)), lacking) AS j
FROM (
SELECT uid, arrayMap(i -> i[1].1, instants) AS t, arrayMap(i -> arrayFilter(s -> arrayCount(e -> bitAnd(e.3, s.1) != 0, i) < bitCount(s.1), arrayZip({p2:Array(Int64)}, {p3:Array(Int64)})), instants) AS lacking, arrayMap(i -> length(i), instants) AS z
FROM (
SELECT uid, arraySplit((e, before) -> e.1 != before.1, events, arrayPushFront(arrayPopBack(events), events[1])) AS instants
FROM (
SELECT uid, arraySort(groupArray((ms, value, mask, ends))) AS events
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, bitShiftLeft(toUInt32(event = {p4:String} AND ts < fromUnixTimestamp64Milli({p5:Int64}, 'UTC')), 0) + bitShiftLeft(toUInt32(event = {p6:String}), 1) + bitShiftLeft(toUInt32(event = {p7:String}), 2) AS mask, '' AS value, toUInt32(0) AS ends, multiIf(text[{p8:String}] NOT IN ('', '\x01null'), text[{p9:String}], mapContains(number, {p10:String}), concat('\x01#', toString(number[{p11:String}])), '') AS h0
FROM events
WHERE project = {p12:UInt32}
  AND kind = 'track'
  AND day >= {p13:Date} AND day <= {p14:Date}
  AND ts >= fromUnixTimestamp64Milli({p15:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p16:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p17:Int64}, 'UTC')

) GROUP BY uid, h0 HAVING bitTest(groupBitOr(mask), 0)
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
WHERE steps = 2
ORDER BY uid
