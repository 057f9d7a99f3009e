SELECT roundDown(path[1].1, {p0:Array(Int64)}) AS bucket, arrayLast(e -> e.2 != '', path).2 AS g, toInt64(length(path)) AS steps, count()
FROM (
SELECT uid, arrayFilter(e -> e.1 > 0, path) AS path
FROM (
SELECT uid, arrayFirst(p -> length(arrayFilter(e -> e.1 > 0, p)) = most, paths) AS path
FROM (
SELECT uid, paths, arrayMax(p -> length(arrayFilter(e -> e.1 > 0, p)), paths) AS most
FROM (
SELECT uid, paths
FROM (
SELECT uid, arrayFilter(p -> notEmpty(p), arrayMap((t, j, v, x, n1, n2) -> if(j[1] > 0, arrayFilter(e -> abs(e.1) <= t + {p1:Int64}, arrayConcat(arrayMap(b -> (t, v[b + 1]), range(0, j[1])), [n1, n2, []][j[1] - 0])), []), t, j, v, x, n1, n2)) AS paths
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, j, x) -> j[2] > 1 OR bitTest(x, 1), arrayMap((t, j, v, x, n2) -> multiIf(j[2] > 1, arrayConcat(arrayMap(b -> (t, v[b + 1]), range(1, j[2])), [n2, []][j[2] - 1]), bitTest(x, 1), [(-t, '')], []), t, j, v, x, n2), j, x)), []) AS n1
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, j, x) -> j[3] > 2 OR bitTest(x, 2), arrayMap((t, j, v, x) -> multiIf(j[3] > 2, arrayMap(b -> (t, v[b + 1]), range(2, j[3])), bitTest(x, 2), [(-t, '')], []), t, j, v, x), j, x)), []) AS n2
FROM (
SELECT *, arrayMap(l -> arrayMap(k -> arrayFirst(s -> bitAnd(s.1, bitShiftLeft(toInt64(1), k) - 1) = 0, arrayPushBack(l, (toInt64(0), toInt64(3)))).2, range(3)), lacking) AS j
FROM (
SELECT uid, arrayMap(i -> i[1].1, instants) AS t, arrayMap(i -> arrayFilter(s -> arrayCount(e -> bitAnd(e.3, s.1) != 0, i) < bitCount(s.1), arrayZip({p2:Array(Int64)}, {p3:Array(Int64)})), instants) AS lacking, arrayMap(i -> arrayMap(b -> arrayFirst(e -> bitTest(e.3, b), i).2, range(3)), instants) AS v, arrayMap(i -> arrayReduce('groupBitOr', i.4), instants) AS x
FROM (
SELECT uid, arraySplit((e, before) -> e.1 != before.1, events, arrayPushFront(arrayPopBack(events), events[1])) AS instants
FROM (
SELECT uid, arraySort(groupArray((ms, value, mask, ends))) AS events
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, bitShiftLeft(toUInt32(event = {p4:String} AND ts < fromUnixTimestamp64Milli({p5:Int64}, 'UTC')), 0) + bitShiftLeft(toUInt32(event = {p6:String}), 1) + bitShiftLeft(toUInt32(event = {p7:String}), 2) AS mask, toString(u_plan) AS value, bitOr(toUInt32(0), if(event = {p8:String}, toUInt32({p9:Int64}), 0)) AS ends
FROM events
WHERE project = {p10:UInt32}
  AND kind = 'track'
  AND day >= {p11:Date} AND day <= {p12:Date}
  AND ts >= fromUnixTimestamp64Milli({p13:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p14:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p15:Int64}, 'UTC')
  AND event IN {p16:Array(String)}

) WHERE mask != 0 OR ends != 0 GROUP BY uid HAVING bitTest(groupBitOr(mask), 0)
)
)
)
)
)
)
) WHERE notEmpty(paths) AND NOT arrayExists(p -> p[-1].1 < 0, paths)
)
)
)
)
GROUP BY bucket, g, steps
LIMIT {p17:Int64}
;

SELECT arrayLast(e -> e.2 != '', path).2 AS g
FROM (
SELECT uid, arrayFilter(e -> e.1 > 0, path) AS path
FROM (
SELECT uid, arrayFirst(p -> length(arrayFilter(e -> e.1 > 0, p)) = most, paths) AS path
FROM (
SELECT uid, paths, arrayMax(p -> length(arrayFilter(e -> e.1 > 0, p)), paths) AS most
FROM (
SELECT uid, paths
FROM (
SELECT uid, arrayFilter(p -> notEmpty(p), arrayMap((t, j, v, x, n1, n2) -> if(j[1] > 0, arrayFilter(e -> abs(e.1) <= t + {p0:Int64}, arrayConcat(arrayMap(b -> (t, v[b + 1]), range(0, j[1])), [n1, n2, []][j[1] - 0])), []), t, j, v, x, n1, n2)) AS paths
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, j, x) -> j[2] > 1 OR bitTest(x, 1), arrayMap((t, j, v, x, n2) -> multiIf(j[2] > 1, arrayConcat(arrayMap(b -> (t, v[b + 1]), range(1, j[2])), [n2, []][j[2] - 1]), bitTest(x, 1), [(-t, '')], []), t, j, v, x, n2), j, x)), []) AS n1
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, j, x) -> j[3] > 2 OR bitTest(x, 2), arrayMap((t, j, v, x) -> multiIf(j[3] > 2, arrayMap(b -> (t, v[b + 1]), range(2, j[3])), bitTest(x, 2), [(-t, '')], []), t, j, v, x), j, x)), []) AS n2
FROM (
SELECT *, arrayMap(l -> arrayMap(k -> arrayFirst(s -> bitAnd(s.1, bitShiftLeft(toInt64(1), k) - 1) = 0, arrayPushBack(l, (toInt64(0), toInt64(3)))).2, range(3)), lacking) AS j
FROM (
SELECT uid, arrayMap(i -> i[1].1, instants) AS t, arrayMap(i -> arrayFilter(s -> arrayCount(e -> bitAnd(e.3, s.1) != 0, i) < bitCount(s.1), arrayZip({p1:Array(Int64)}, {p2:Array(Int64)})), instants) AS lacking, arrayMap(i -> arrayMap(b -> arrayFirst(e -> bitTest(e.3, b), i).2, range(3)), instants) AS v, arrayMap(i -> arrayReduce('groupBitOr', i.4), instants) AS x
FROM (
SELECT uid, arraySplit((e, before) -> e.1 != before.1, events, arrayPushFront(arrayPopBack(events), events[1])) AS instants
FROM (
SELECT uid, arraySort(groupArray((ms, value, mask, ends))) AS events
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, bitShiftLeft(toUInt32(event = {p3:String} AND ts < fromUnixTimestamp64Milli({p4:Int64}, 'UTC')), 0) + bitShiftLeft(toUInt32(event = {p5:String}), 1) + bitShiftLeft(toUInt32(event = {p6:String}), 2) AS mask, toString(u_plan) AS value, bitOr(toUInt32(0), if(event = {p7:String}, toUInt32({p8:Int64}), 0)) AS ends
FROM events
WHERE project = {p9:UInt32}
  AND kind = 'track'
  AND day >= {p10:Date} AND day <= {p11:Date}
  AND ts >= fromUnixTimestamp64Milli({p12:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p13:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p14:Int64}, 'UTC')
  AND event IN {p15:Array(String)}

) WHERE mask != 0 OR ends != 0 GROUP BY uid HAVING bitTest(groupBitOr(mask), 0)
)
)
)
)
)
)
) WHERE notEmpty(paths) AND NOT arrayExists(p -> p[-1].1 < 0, paths)
)
)
)
)
WHERE g != '\x01unreached'
GROUP BY g
ORDER BY count() DESC, g ASC
LIMIT {p16:Int64}
;

SELECT roundDown(path[1].1, {p0:Array(Int64)}) AS bucket, if(arrayLast(e -> e.2 != '', path).2 AS own IN {p1:Array(String)}, own, '\x01other') AS g, toInt64(length(path)) AS steps, count()
FROM (
SELECT uid, arrayFilter(e -> e.1 > 0, path) AS path
FROM (
SELECT uid, arrayFirst(p -> length(arrayFilter(e -> e.1 > 0, p)) = most, paths) AS path
FROM (
SELECT uid, paths, arrayMax(p -> length(arrayFilter(e -> e.1 > 0, p)), paths) AS most
FROM (
SELECT uid, paths
FROM (
SELECT uid, arrayFilter(p -> notEmpty(p), arrayMap((t, j, v, x, n1, n2) -> if(j[1] > 0, arrayFilter(e -> abs(e.1) <= t + {p2:Int64}, arrayConcat(arrayMap(b -> (t, v[b + 1]), range(0, j[1])), [n1, n2, []][j[1] - 0])), []), t, j, v, x, n1, n2)) AS paths
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, j, x) -> j[2] > 1 OR bitTest(x, 1), arrayMap((t, j, v, x, n2) -> multiIf(j[2] > 1, arrayConcat(arrayMap(b -> (t, v[b + 1]), range(1, j[2])), [n2, []][j[2] - 1]), bitTest(x, 1), [(-t, '')], []), t, j, v, x, n2), j, x)), []) AS n1
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, j, x) -> j[3] > 2 OR bitTest(x, 2), arrayMap((t, j, v, x) -> multiIf(j[3] > 2, arrayMap(b -> (t, v[b + 1]), range(2, j[3])), bitTest(x, 2), [(-t, '')], []), t, j, v, x), j, x)), []) AS n2
FROM (
SELECT *, arrayMap(l -> arrayMap(k -> arrayFirst(s -> bitAnd(s.1, bitShiftLeft(toInt64(1), k) - 1) = 0, arrayPushBack(l, (toInt64(0), toInt64(3)))).2, range(3)), lacking) AS j
FROM (
SELECT uid, arrayMap(i -> i[1].1, instants) AS t, arrayMap(i -> arrayFilter(s -> arrayCount(e -> bitAnd(e.3, s.1) != 0, i) < bitCount(s.1), arrayZip({p3:Array(Int64)}, {p4:Array(Int64)})), instants) AS lacking, arrayMap(i -> arrayMap(b -> arrayFirst(e -> bitTest(e.3, b), i).2, range(3)), instants) AS v, arrayMap(i -> arrayReduce('groupBitOr', i.4), instants) AS x
FROM (
SELECT uid, arraySplit((e, before) -> e.1 != before.1, events, arrayPushFront(arrayPopBack(events), events[1])) AS instants
FROM (
SELECT uid, arraySort(groupArray((ms, value, mask, ends))) AS events
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, bitShiftLeft(toUInt32(event = {p5:String} AND ts < fromUnixTimestamp64Milli({p6:Int64}, 'UTC')), 0) + bitShiftLeft(toUInt32(event = {p7:String}), 1) + bitShiftLeft(toUInt32(event = {p8:String}), 2) AS mask, toString(u_plan) AS value, bitOr(toUInt32(0), if(event = {p9:String}, toUInt32({p10:Int64}), 0)) AS ends
FROM events
WHERE project = {p11:UInt32}
  AND kind = 'track'
  AND day >= {p12:Date} AND day <= {p13:Date}
  AND ts >= fromUnixTimestamp64Milli({p14:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p15:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p16:Int64}, 'UTC')
  AND event IN {p17:Array(String)}

) WHERE mask != 0 OR ends != 0 GROUP BY uid HAVING bitTest(groupBitOr(mask), 0)
)
)
)
)
)
)
) WHERE notEmpty(paths) AND NOT arrayExists(p -> p[-1].1 < 0, paths)
)
)
)
)
GROUP BY bucket, g, steps
LIMIT {p18:Int64}
;

SELECT grouping(g), g, quantilesExactInclusiveIf({p0:Float64}, {p1:Float64})(times[2] - times[1], length(times) >= 2), quantilesExactInclusiveIf({p2:Float64}, {p3:Float64})(times[2] - times[1], length(times) >= 2), quantilesExactInclusiveIf({p4:Float64}, {p5:Float64})(times[3] - times[2], length(times) >= 3), quantilesExactInclusiveIf({p6:Float64}, {p7:Float64})(times[3] - times[1], length(times) >= 3)
FROM (
SELECT if(arrayLast(e -> e.2 != '', path).2 AS own IN {p8:Array(String)}, own, '\x01other') AS g, arrayMap(e -> e.1, path) AS times
FROM (
SELECT uid, arrayFilter(e -> e.1 > 0, path) AS path
FROM (
SELECT uid, arrayFirst(p -> length(arrayFilter(e -> e.1 > 0, p)) = most, paths) AS path
FROM (
SELECT uid, paths, arrayMax(p -> length(arrayFilter(e -> e.1 > 0, p)), paths) AS most
FROM (
SELECT uid, paths
FROM (
SELECT uid, arrayFilter(p -> notEmpty(p), arrayMap((t, j, v, x, n1, n2) -> if(j[1] > 0, arrayFilter(e -> abs(e.1) <= t + {p9:Int64}, arrayConcat(arrayMap(b -> (t, v[b + 1]), range(0, j[1])), [n1, n2, []][j[1] - 0])), []), t, j, v, x, n1, n2)) AS paths
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, j, x) -> j[2] > 1 OR bitTest(x, 1), arrayMap((t, j, v, x, n2) -> multiIf(j[2] > 1, arrayConcat(arrayMap(b -> (t, v[b + 1]), range(1, j[2])), [n2, []][j[2] - 1]), bitTest(x, 1), [(-t, '')], []), t, j, v, x, n2), j, x)), []) AS n1
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, j, x) -> j[3] > 2 OR bitTest(x, 2), arrayMap((t, j, v, x) -> multiIf(j[3] > 2, arrayMap(b -> (t, v[b + 1]), range(2, j[3])), bitTest(x, 2), [(-t, '')], []), t, j, v, x), j, x)), []) AS n2
FROM (
SELECT *, arrayMap(l -> arrayMap(k -> arrayFirst(s -> bitAnd(s.1, bitShiftLeft(toInt64(1), k) - 1) = 0, arrayPushBack(l, (toInt64(0), toInt64(3)))).2, range(3)), lacking) AS j
FROM (
SELECT uid, arrayMap(i -> i[1].1, instants) AS t, arrayMap(i -> arrayFilter(s -> arrayCount(e -> bitAnd(e.3, s.1) != 0, i) < bitCount(s.1), arrayZip({p10:Array(Int64)}, {p11:Array(Int64)})), instants) AS lacking, arrayMap(i -> arrayMap(b -> arrayFirst(e -> bitTest(e.3, b), i).2, range(3)), instants) AS v, arrayMap(i -> arrayReduce('groupBitOr', i.4), instants) AS x
FROM (
SELECT uid, arraySplit((e, before) -> e.1 != before.1, events, arrayPushFront(arrayPopBack(events), events[1])) AS instants
FROM (
SELECT uid, arraySort(groupArray((ms, value, mask, ends))) AS events
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, bitShiftLeft(toUInt32(event = {p12:String} AND ts < fromUnixTimestamp64Milli({p13:Int64}, 'UTC')), 0) + bitShiftLeft(toUInt32(event = {p14:String}), 1) + bitShiftLeft(toUInt32(event = {p15:String}), 2) AS mask, toString(u_plan) AS value, bitOr(toUInt32(0), if(event = {p16:String}, toUInt32({p17:Int64}), 0)) AS ends
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
) WHERE notEmpty(paths) AND NOT arrayExists(p -> p[-1].1 < 0, paths)
)
)
)
)
)
GROUP BY ROLLUP(g)
;

SELECT DISTINCT uid
FROM (
SELECT uid, length(path) AS steps, roundDown(path[1].1, {p0:Array(Int64)}) AS bucket, arrayLast(e -> e.2 != '', path).2 AS g
FROM (
SELECT uid, arrayFilter(e -> e.1 > 0, path) AS path
FROM (
SELECT uid, arrayFirst(p -> length(arrayFilter(e -> e.1 > 0, p)) = most, paths) AS path
FROM (
SELECT uid, paths, arrayMax(p -> length(arrayFilter(e -> e.1 > 0, p)), paths) AS most
FROM (
SELECT uid, paths
FROM (
SELECT uid, arrayFilter(p -> notEmpty(p), arrayMap((t, j, v, x, n1, n2) -> if(j[1] > 0, arrayFilter(e -> abs(e.1) <= t + {p1:Int64}, arrayConcat(arrayMap(b -> (t, v[b + 1]), range(0, j[1])), [n1, n2, []][j[1] - 0])), []), t, j, v, x, n1, n2)) AS paths
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, j, x) -> j[2] > 1 OR bitTest(x, 1), arrayMap((t, j, v, x, n2) -> multiIf(j[2] > 1, arrayConcat(arrayMap(b -> (t, v[b + 1]), range(1, j[2])), [n2, []][j[2] - 1]), bitTest(x, 1), [(-t, '')], []), t, j, v, x, n2), j, x)), []) AS n1
FROM (
SELECT *, arrayPushBack(arrayPopFront(arrayReverseFill((p, j, x) -> j[3] > 2 OR bitTest(x, 2), arrayMap((t, j, v, x) -> multiIf(j[3] > 2, arrayMap(b -> (t, v[b + 1]), range(2, j[3])), bitTest(x, 2), [(-t, '')], []), t, j, v, x), j, x)), []) AS n2
FROM (
SELECT *, arrayMap(l -> arrayMap(k -> arrayFirst(s -> bitAnd(s.1, bitShiftLeft(toInt64(1), k) - 1) = 0, arrayPushBack(l, (toInt64(0), toInt64(3)))).2, range(3)), lacking) AS j
FROM (
SELECT uid, arrayMap(i -> i[1].1, instants) AS t, arrayMap(i -> arrayFilter(s -> arrayCount(e -> bitAnd(e.3, s.1) != 0, i) < bitCount(s.1), arrayZip({p2:Array(Int64)}, {p3:Array(Int64)})), instants) AS lacking, arrayMap(i -> arrayMap(b -> arrayFirst(e -> bitTest(e.3, b), i).2, range(3)), instants) AS v, arrayMap(i -> arrayReduce('groupBitOr', i.4), instants) AS x
FROM (
SELECT uid, arraySplit((e, before) -> e.1 != before.1, events, arrayPushFront(arrayPopBack(events), events[1])) AS instants
FROM (
SELECT uid, arraySort(groupArray((ms, value, mask, ends))) AS events
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, bitShiftLeft(toUInt32(event = {p4:String} AND ts < fromUnixTimestamp64Milli({p5:Int64}, 'UTC')), 0) + bitShiftLeft(toUInt32(event = {p6:String}), 1) + bitShiftLeft(toUInt32(event = {p7:String}), 2) AS mask, toString(u_plan) AS value, bitOr(toUInt32(0), if(event = {p8:String}, toUInt32({p9:Int64}), 0)) AS ends
FROM events
WHERE project = {p10:UInt32}
  AND kind = 'track'
  AND day >= {p11:Date} AND day <= {p12:Date}
  AND ts >= fromUnixTimestamp64Milli({p13:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p14:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p15:Int64}, 'UTC')
  AND event IN {p16:Array(String)}

) WHERE mask != 0 OR ends != 0 GROUP BY uid HAVING bitTest(groupBitOr(mask), 0)
)
)
)
)
)
)
) WHERE notEmpty(paths) AND NOT arrayExists(p -> p[-1].1 < 0, paths)
)
)
)
)
)
WHERE steps = 2 AND g NOT IN {p17:Array(String)} AND g != '\x01unreached'
ORDER BY uid
