SELECT count() FROM (SELECT uid FROM (
SELECT uid,
  arraySort(groupArrayIf((toUnixTimestamp64Milli(ts), indexOf([(kind = 'track' AND event = {p0:String} AND ts >= fromUnixTimestamp64Milli({p1:Int64}, 'UTC')), (kind = 'track' AND event = {p2:String} AND ts >= fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND (text[{p4:String}] NOT IN ('', '\x01null') OR mapContains(number, {p5:String})))], 1), _source, _offset, [(kind = 'track' AND event = {p6:String} AND ts >= fromUnixTimestamp64Milli({p7:Int64}, 'UTC')), (kind = 'track' AND event = {p8:String} AND ts >= fromUnixTimestamp64Milli({p9:Int64}, 'UTC') AND (text[{p10:String}] NOT IN ('', '\x01null') OR mapContains(number, {p11:String})))]), (kind = 'track' AND event = {p12:String} AND ts >= fromUnixTimestamp64Milli({p13:Int64}, 'UTC')) OR (kind = 'track' AND event = {p14:String} AND ts >= fromUnixTimestamp64Milli({p15:Int64}, 'UTC') AND (text[{p16:String}] NOT IN ('', '\x01null') OR mapContains(number, {p17:String}))))) AS m0,
  groupArrayIf(toUnixTimestamp64Milli(ts), kind = 'track' AND event = {p18:String}) AS m1,
  arraySort(groupArrayIf(toUnixTimestamp64Milli(ts), kind = 'track' AND event = {p19:String})) AS m2,
  sumMapIf(map(intDiv({p20:Int64} - toUnixTimestamp64Milli(ts), {p21:Int64}), toUInt64(1)), kind = 'track' AND event = {p22:String} AND ts >= fromUnixTimestamp64Milli({p23:Int64}, 'UTC')) AS m3,
  countIf(kind = 'track' AND event = {p24:String} AND ts >= fromUnixTimestamp64Milli({p25:Int64}, 'UTC')) AS m4,
  countIf(kind = 'track' AND event = {p26:String} AND ts >= fromUnixTimestamp64Milli({p27:Int64}, 'UTC')) AS m5
FROM events
WHERE project = {p28:UInt32}
  AND day <= {p29:Date} AND ts <= fromUnixTimestamp64Milli({p30:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p31:Int64}, 'UTC')
  AND kind = 'track' AND event IN {p32:Array(String)}
GROUP BY uid) WHERE ((arrayFold((chain, event) -> (arrayMap((start, before, matches) -> if(matches = 1 AND event.1 - before <= {p33:Int64}, greatest(start, before), start), chain.1, arrayPushFront(arrayPopBack(chain.1), event.1), event.5), toUInt8(chain.2 = 1 OR (event.5[{p34:Int64}] = 1 AND event.1 - chain.1[{p35:Int64}] <= {p36:Int64} AND NOT arrayExists(at -> at > event.1 AND at <= event.1 + {p37:Int64}, m1)))), m0, (arrayWithConstant({p38:Int64}, toInt64(-4000000000000000000)), toUInt8(0))).2 = 1) AND (arrayExists((at, gap) -> gap > {p39:Int64} AND at < {p40:Int64} AND at >= {p41:Int64}, m2, arrayDifference(m2))) AND (arrayCount(times -> times >= {p42:Int64}, mapValues(m3)) >= {p43:Int64}) AND (m5 > 0 AND m4 / m5 <= {p44:Float64})))
