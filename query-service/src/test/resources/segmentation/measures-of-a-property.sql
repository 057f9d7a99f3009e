SELECT grouping(k), roundDown(toUnixTimestamp64Milli(ts), {p0:Array(Int64)}) AS k, grouping(g), u_plan AS g, groupBitmap(uid) AS uniques, count() AS totals, toUInt64(0) AS active, sumKahanIf(multiIf(mapContains(number, {p1:String}), number[{p2:String}], startsWith(text[{p3:String}], '\x01#'), toFloat64OrZero(substring(text[{p4:String}], 3)), nan) AS x0, isFinite(x0)) AS m0, sumKahanIf(multiIf(mapContains(number, {p5:String}), number[{p6:String}], startsWith(text[{p7:String}], '\x01#'), toFloat64OrZero(substring(text[{p8:String}], 3)), nan) AS x1, isFinite(x1)) / countIf(isFinite(x1)) AS m1, ifNull(minOrNullIf(multiIf(mapContains(user_number, {p9:String}), user_number[{p10:String}], startsWith(user_text[{p11:String}], '\x01#'), toFloat64OrZero(substring(user_text[{p12:String}], 3)), nan) AS x2, isFinite(x2)), nan) AS m2, quantileExactInclusiveIf(0.5)(multiIf(mapContains(number, {p13:String}), number[{p14:String}], startsWith(text[{p15:String}], '\x01#'), toFloat64OrZero(substring(text[{p16:String}], 3)), nan) AS x3, isFinite(x3)) AS m3, quantileExactInclusiveIf({p17:Float64})(multiIf(mapContains(number, {p18:String}), number[{p19:String}], startsWith(text[{p20:String}], '\x01#'), toFloat64OrZero(substring(text[{p21:String}], 3)), nan) AS x4, isFinite(x4)) AS m4, toFloat64(uniqExactIf(p_device AS x5, x5 != '')) AS m5
FROM events
WHERE project = {p22:UInt32}
  AND kind = 'track'
  AND day >= {p23:Date} AND day <= {p24:Date}
  AND ts >= fromUnixTimestamp64Milli({p25:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p26:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p27:Int64}, 'UTC')
  AND event = {p28:String}
GROUP BY CUBE(k, g)
LIMIT {p29:Int64}
;

SELECT u_plan AS g, groupBitmap(uid) AS uniques, count() AS totals, toUInt64(0) AS active, sumKahanIf(multiIf(mapContains(number, {p0:String}), number[{p1:String}], startsWith(text[{p2:String}], '\x01#'), toFloat64OrZero(substring(text[{p3:String}], 3)), nan) AS x0, isFinite(x0)) AS m0, sumKahanIf(multiIf(mapContains(number, {p4:String}), number[{p5:String}], startsWith(text[{p6:String}], '\x01#'), toFloat64OrZero(substring(text[{p7:String}], 3)), nan) AS x1, isFinite(x1)) / countIf(isFinite(x1)) AS m1, ifNull(minOrNullIf(multiIf(mapContains(user_number, {p8:String}), user_number[{p9:String}], startsWith(user_text[{p10:String}], '\x01#'), toFloat64OrZero(substring(user_text[{p11:String}], 3)), nan) AS x2, isFinite(x2)), nan) AS m2, quantileExactInclusiveIf(0.5)(multiIf(mapContains(number, {p12:String}), number[{p13:String}], startsWith(text[{p14:String}], '\x01#'), toFloat64OrZero(substring(text[{p15:String}], 3)), nan) AS x3, isFinite(x3)) AS m3, quantileExactInclusiveIf({p16:Float64})(multiIf(mapContains(number, {p17:String}), number[{p18:String}], startsWith(text[{p19:String}], '\x01#'), toFloat64OrZero(substring(text[{p20:String}], 3)), nan) AS x4, isFinite(x4)) AS m4, toFloat64(uniqExactIf(p_device AS x5, x5 != '')) AS m5
FROM events
WHERE project = {p21:UInt32}
  AND kind = 'track'
  AND day >= {p22:Date} AND day <= {p23:Date}
  AND ts >= fromUnixTimestamp64Milli({p24:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p25:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p26:Int64}, 'UTC')
  AND event = {p27:String}
GROUP BY g
HAVING totals > 0
ORDER BY m0 DESC, g ASC
LIMIT {p28:Int64}
;

SELECT grouping(k), roundDown(toUnixTimestamp64Milli(ts), {p0:Array(Int64)}) AS k, grouping(g), if(u_plan IN {p1:Array(String)}, u_plan, '\x01other') AS g, groupBitmap(uid) AS uniques, count() AS totals, toUInt64(0) AS active, sumKahanIf(multiIf(mapContains(number, {p2:String}), number[{p3:String}], startsWith(text[{p4:String}], '\x01#'), toFloat64OrZero(substring(text[{p5:String}], 3)), nan) AS x0, isFinite(x0)) AS m0, sumKahanIf(multiIf(mapContains(number, {p6:String}), number[{p7:String}], startsWith(text[{p8:String}], '\x01#'), toFloat64OrZero(substring(text[{p9:String}], 3)), nan) AS x1, isFinite(x1)) / countIf(isFinite(x1)) AS m1, ifNull(minOrNullIf(multiIf(mapContains(user_number, {p10:String}), user_number[{p11:String}], startsWith(user_text[{p12:String}], '\x01#'), toFloat64OrZero(substring(user_text[{p13:String}], 3)), nan) AS x2, isFinite(x2)), nan) AS m2, quantileExactInclusiveIf(0.5)(multiIf(mapContains(number, {p14:String}), number[{p15:String}], startsWith(text[{p16:String}], '\x01#'), toFloat64OrZero(substring(text[{p17:String}], 3)), nan) AS x3, isFinite(x3)) AS m3, quantileExactInclusiveIf({p18:Float64})(multiIf(mapContains(number, {p19:String}), number[{p20:String}], startsWith(text[{p21:String}], '\x01#'), toFloat64OrZero(substring(text[{p22:String}], 3)), nan) AS x4, isFinite(x4)) AS m4, toFloat64(uniqExactIf(p_device AS x5, x5 != '')) AS m5
FROM events
WHERE project = {p23:UInt32}
  AND kind = 'track'
  AND day >= {p24:Date} AND day <= {p25:Date}
  AND ts >= fromUnixTimestamp64Milli({p26:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p27:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p28:Int64}, 'UTC')
  AND event = {p29:String}
GROUP BY CUBE(k, g)
LIMIT {p30:Int64}
