SELECT roundDown(path[1].1, {p0:Array(Int64)}) AS bucket, if(length(path) < 1, '\x01unreached', path[1].2) AS g, toInt64(length(path)) AS steps, count()
FROM (
SELECT uid, arrayFirst(p -> length(p) = most, paths) AS path
FROM (
SELECT uid, paths, arrayMax(p -> length(p), paths) AS most
FROM (
SELECT uid, paths
FROM (
SELECT uid, arrayFilter(p -> notEmpty(p), arrayMap((t, m, v, n1, before) -> if(bitTest(m, 0) AND t != before, arrayFilter(e -> e.1 <= t + {p1:Int64}, arrayConcat([(t, v)], n1)), []), t, m, v, n1, arrayPushFront(arrayPopBack(t), toInt64(0)))) AS paths
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, m) -> bitTest(m, 1), arrayMap((t, m, v, n2) -> if(bitTest(m, 1), arrayConcat([(t, v)], n2), []), t, m, v, n2), m)), []) AS n1
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, m) -> bitTest(m, 2), arrayMap((t, m, v) -> if(bitTest(m, 2), [(t, v)], []), t, m, v), m)), []) AS n2
FROM (
SELECT uid, life.1 AS t, life.2 AS m, life.3 AS v
FROM (
SELECT uid, arraySort(groupArray((ms, toInt64(mask), value))) AS life
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, bitShiftLeft(toUInt32(event = {p2:String} AND ts < fromUnixTimestamp64Milli({p3:Int64}, 'UTC')), 0) + bitShiftLeft(toUInt32(event = {p4:String}), 1) + bitShiftLeft(toUInt32(event = {p5:String}), 2) AS mask, toString(u_plan) AS value, toUInt32(0) AS ends
FROM events
WHERE project = {p6:UInt32}
  AND kind = 'track'
  AND day >= {p7:Date} AND day <= {p8:Date}
  AND ts >= fromUnixTimestamp64Milli({p9:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p10:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p11:Int64}, 'UTC')
  AND event IN {p12:Array(String)}

) WHERE mask != 0 GROUP BY uid HAVING bitTest(groupBitOr(mask), 0)
)
)
)
)
) WHERE notEmpty(paths)
)
)
)
GROUP BY bucket, g, steps
LIMIT {p13:Int64}
;

SELECT if(length(path) < 1, '\x01unreached', path[1].2) AS g
FROM (
SELECT uid, arrayFirst(p -> length(p) = most, paths) AS path
FROM (
SELECT uid, paths, arrayMax(p -> length(p), paths) AS most
FROM (
SELECT uid, paths
FROM (
SELECT uid, arrayFilter(p -> notEmpty(p), arrayMap((t, m, v, n1, before) -> if(bitTest(m, 0) AND t != before, arrayFilter(e -> e.1 <= t + {p0:Int64}, arrayConcat([(t, v)], n1)), []), t, m, v, n1, arrayPushFront(arrayPopBack(t), toInt64(0)))) AS paths
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, m) -> bitTest(m, 1), arrayMap((t, m, v, n2) -> if(bitTest(m, 1), arrayConcat([(t, v)], n2), []), t, m, v, n2), m)), []) AS n1
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, m) -> bitTest(m, 2), arrayMap((t, m, v) -> if(bitTest(m, 2), [(t, v)], []), t, m, v), m)), []) AS n2
FROM (
SELECT uid, life.1 AS t, life.2 AS m, life.3 AS v
FROM (
SELECT uid, arraySort(groupArray((ms, toInt64(mask), value))) AS life
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, bitShiftLeft(toUInt32(event = {p1:String} AND ts < fromUnixTimestamp64Milli({p2:Int64}, 'UTC')), 0) + bitShiftLeft(toUInt32(event = {p3:String}), 1) + bitShiftLeft(toUInt32(event = {p4:String}), 2) AS mask, toString(u_plan) AS value, toUInt32(0) AS ends
FROM events
WHERE project = {p5:UInt32}
  AND kind = 'track'
  AND day >= {p6:Date} AND day <= {p7:Date}
  AND ts >= fromUnixTimestamp64Milli({p8:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p9:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p10:Int64}, 'UTC')
  AND event IN {p11:Array(String)}

) WHERE mask != 0 GROUP BY uid HAVING bitTest(groupBitOr(mask), 0)
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
LIMIT {p12:Int64}
;

SELECT roundDown(path[1].1, {p0:Array(Int64)}) AS bucket, if(if(length(path) < 1, '\x01unreached', path[1].2) AS own IN {p1:Array(String)}, own, '\x01other') AS g, toInt64(length(path)) AS steps, count()
FROM (
SELECT uid, arrayFirst(p -> length(p) = most, paths) AS path
FROM (
SELECT uid, paths, arrayMax(p -> length(p), paths) AS most
FROM (
SELECT uid, paths
FROM (
SELECT uid, arrayFilter(p -> notEmpty(p), arrayMap((t, m, v, n1, before) -> if(bitTest(m, 0) AND t != before, arrayFilter(e -> e.1 <= t + {p2:Int64}, arrayConcat([(t, v)], n1)), []), t, m, v, n1, arrayPushFront(arrayPopBack(t), toInt64(0)))) AS paths
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, m) -> bitTest(m, 1), arrayMap((t, m, v, n2) -> if(bitTest(m, 1), arrayConcat([(t, v)], n2), []), t, m, v, n2), m)), []) AS n1
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, m) -> bitTest(m, 2), arrayMap((t, m, v) -> if(bitTest(m, 2), [(t, v)], []), t, m, v), m)), []) AS n2
FROM (
SELECT uid, life.1 AS t, life.2 AS m, life.3 AS v
FROM (
SELECT uid, arraySort(groupArray((ms, toInt64(mask), value))) AS life
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, bitShiftLeft(toUInt32(event = {p3:String} AND ts < fromUnixTimestamp64Milli({p4:Int64}, 'UTC')), 0) + bitShiftLeft(toUInt32(event = {p5:String}), 1) + bitShiftLeft(toUInt32(event = {p6:String}), 2) AS mask, toString(u_plan) AS value, toUInt32(0) AS ends
FROM events
WHERE project = {p7:UInt32}
  AND kind = 'track'
  AND day >= {p8:Date} AND day <= {p9:Date}
  AND ts >= fromUnixTimestamp64Milli({p10:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p11:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p12:Int64}, 'UTC')
  AND event IN {p13:Array(String)}

) WHERE mask != 0 GROUP BY uid HAVING bitTest(groupBitOr(mask), 0)
)
)
)
)
) WHERE notEmpty(paths)
)
)
)
GROUP BY bucket, g, steps
LIMIT {p14:Int64}
;

SELECT grouping(g), g, quantilesExactInclusiveIf({p0:Float64})(times[2] - times[1], length(times) >= 2), quantilesExactInclusiveIf({p1:Float64})(times[2] - times[1], length(times) >= 2), quantilesExactInclusiveIf({p2:Float64})(times[3] - times[2], length(times) >= 3), quantilesExactInclusiveIf({p3:Float64})(times[3] - times[1], length(times) >= 3)
FROM (
SELECT if(if(length(path) < 1, '\x01unreached', path[1].2) AS own IN {p4:Array(String)}, own, '\x01other') AS g, arrayMap(e -> e.1, path) AS times
FROM (
SELECT uid, arrayFirst(p -> length(p) = most, paths) AS path
FROM (
SELECT uid, paths, arrayMax(p -> length(p), paths) AS most
FROM (
SELECT uid, paths
FROM (
SELECT uid, arrayFilter(p -> notEmpty(p), arrayMap((t, m, v, n1, before) -> if(bitTest(m, 0) AND t != before, arrayFilter(e -> e.1 <= t + {p5:Int64}, arrayConcat([(t, v)], n1)), []), t, m, v, n1, arrayPushFront(arrayPopBack(t), toInt64(0)))) AS paths
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, m) -> bitTest(m, 1), arrayMap((t, m, v, n2) -> if(bitTest(m, 1), arrayConcat([(t, v)], n2), []), t, m, v, n2), m)), []) AS n1
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, m) -> bitTest(m, 2), arrayMap((t, m, v) -> if(bitTest(m, 2), [(t, v)], []), t, m, v), m)), []) AS n2
FROM (
SELECT uid, life.1 AS t, life.2 AS m, life.3 AS v
FROM (
SELECT uid, arraySort(groupArray((ms, toInt64(mask), value))) AS life
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, bitShiftLeft(toUInt32(event = {p6:String} AND ts < fromUnixTimestamp64Milli({p7:Int64}, 'UTC')), 0) + bitShiftLeft(toUInt32(event = {p8:String}), 1) + bitShiftLeft(toUInt32(event = {p9:String}), 2) AS mask, toString(u_plan) AS value, toUInt32(0) AS ends
FROM events
WHERE project = {p10:UInt32}
  AND kind = 'track'
  AND day >= {p11:Date} AND day <= {p12:Date}
  AND ts >= fromUnixTimestamp64Milli({p13:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p14:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p15:Int64}, 'UTC')
  AND event IN {p16:Array(String)}

) WHERE mask != 0 GROUP BY uid HAVING bitTest(groupBitOr(mask), 0)
)
)
)
)
) WHERE notEmpty(paths)
)
)
)
)
GROUP BY ROLLUP(g)
;

SELECT DISTINCT uid
FROM (
SELECT uid, length(path) AS steps, roundDown(path[1].1, {p0:Array(Int64)}) AS bucket, if(length(path) < 1, '\x01unreached', path[1].2) AS g
FROM (
SELECT uid, arrayFirst(p -> length(p) = most, paths) AS path
FROM (
SELECT uid, paths, arrayMax(p -> length(p), paths) AS most
FROM (
SELECT uid, paths
FROM (
SELECT uid, arrayFilter(p -> notEmpty(p), arrayMap((t, m, v, n1, before) -> if(bitTest(m, 0) AND t != before, arrayFilter(e -> e.1 <= t + {p1:Int64}, arrayConcat([(t, v)], n1)), []), t, m, v, n1, arrayPushFront(arrayPopBack(t), toInt64(0)))) AS paths
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, m) -> bitTest(m, 1), arrayMap((t, m, v, n2) -> if(bitTest(m, 1), arrayConcat([(t, v)], n2), []), t, m, v, n2), m)), []) AS n1
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, m) -> bitTest(m, 2), arrayMap((t, m, v) -> if(bitTest(m, 2), [(t, v)], []), t, m, v), m)), []) AS n2
FROM (
SELECT uid, life.1 AS t, life.2 AS m, life.3 AS v
FROM (
SELECT uid, arraySort(groupArray((ms, toInt64(mask), value))) AS life
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, bitShiftLeft(toUInt32(event = {p2:String} AND ts < fromUnixTimestamp64Milli({p3:Int64}, 'UTC')), 0) + bitShiftLeft(toUInt32(event = {p4:String}), 1) + bitShiftLeft(toUInt32(event = {p5:String}), 2) AS mask, toString(u_plan) AS value, toUInt32(0) AS ends
FROM events
WHERE project = {p6:UInt32}
  AND kind = 'track'
  AND day >= {p7:Date} AND day <= {p8:Date}
  AND ts >= fromUnixTimestamp64Milli({p9:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p10:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p11:Int64}, 'UTC')
  AND event IN {p12:Array(String)}

) WHERE mask != 0 GROUP BY uid HAVING bitTest(groupBitOr(mask), 0)
)
)
)
)
) WHERE notEmpty(paths)
)
)
)
)
WHERE steps = 2 AND g NOT IN {p13:Array(String)} AND g != '\x01unreached'
ORDER BY uid
