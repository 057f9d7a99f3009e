SELECT grouping(k), roundDown(toUnixTimestamp64Milli(ts), {p0:Array(Int64)}) AS k, toUInt8(1), '', groupBitmapIf(uid, matches) AS uniques, countIf(event = {p1:String} AND ((mapContains(number, {p2:String}) AND number[{p3:String}] >= {p4:Float64}) OR (startsWith(text[{p5:String}], '\x01#') AND toFloat64OrZero(substring(text[{p6:String}], 3)) >= {p7:Float64})) AND NOT ((p_device IN {p8:Array(String)}) OR NOT (text[{p9:String}] NOT IN ('', '\x01null') OR mapContains(number, {p10:String}))) AS matches) AS totals, groupBitmap(uid) AS active
FROM events
WHERE project = {p11:UInt32}
  AND kind = 'track'
  AND day >= {p12:Date} AND day <= {p13:Date}
  AND ts >= fromUnixTimestamp64Milli({p14:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p15:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p16:Int64}, 'UTC')
  AND (((u_plan IN {p17:Array(String)} OR (mapContains(user_number, {p18:String}) AND user_number[{p19:String}] IN {p20:Array(Float64)}))) AND uid IN (SELECT uid FROM (SELECT aid AS uid, text, number FROM persons FINAL WHERE project = {p21:UInt32} AND aid NOT IN (SELECT aid FROM sender_persons WHERE project = {p22:UInt32}) UNION ALL SELECT uid, text, number FROM sender_persons FINAL WHERE project = {p23:UInt32} AND aid = uid) AS person WHERE ((NOT startsWith(text[{p24:String}], '\x01') OR startsWith(text[{p25:String}], '\x01\x01')) AND (positionCaseInsensitiveUTF8(if(startsWith(text[{p26:String}], '\x01'), substring(text[{p27:String}], 2), text[{p28:String}]), {p29:String}) > 0))))
GROUP BY ROLLUP(k)
LIMIT {p30:Int64}
;

SELECT countIf(isFinite(toFloat64(times))), sumKahanIf(toFloat64(times), isFinite(toFloat64(times))), sumKahanIf(toFloat64(times) * toFloat64(times), isFinite(toFloat64(times))), minIf(toFloat64(times), isFinite(toFloat64(times))), maxIf(toFloat64(times), isFinite(toFloat64(times)))
FROM (
SELECT uid, count() AS times
FROM events
WHERE project = {p0:UInt32}
  AND kind = 'track'
  AND day >= {p1:Date} AND day <= {p2:Date}
  AND ts >= fromUnixTimestamp64Milli({p3:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p4:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p5:Int64}, 'UTC')
  AND (((u_plan IN {p6:Array(String)} OR (mapContains(user_number, {p7:String}) AND user_number[{p8:String}] IN {p9:Array(Float64)}))) AND uid IN (SELECT uid FROM (SELECT aid AS uid, text, number FROM persons FINAL WHERE project = {p10:UInt32} AND aid NOT IN (SELECT aid FROM sender_persons WHERE project = {p11:UInt32}) UNION ALL SELECT uid, text, number FROM sender_persons FINAL WHERE project = {p12:UInt32} AND aid = uid) AS person WHERE ((NOT startsWith(text[{p13:String}], '\x01') OR startsWith(text[{p14:String}], '\x01\x01')) AND (positionCaseInsensitiveUTF8(if(startsWith(text[{p15:String}], '\x01'), substring(text[{p16:String}], 2), text[{p17:String}]), {p18:String}) > 0))))
  AND event = {p19:String} AND ((mapContains(number, {p20:String}) AND number[{p21:String}] >= {p22:Float64}) OR (startsWith(text[{p23:String}], '\x01#') AND toFloat64OrZero(substring(text[{p24:String}], 3)) >= {p25:Float64})) AND NOT ((p_device IN {p26:Array(String)}) OR NOT (text[{p27:String}] NOT IN ('', '\x01null') OR mapContains(number, {p28:String})))
GROUP BY uid
)

;

SELECT mask, count()
FROM (
SELECT uid, groupBitOr(bitShiftLeft(toUInt16(true), {p0:Int64}) + bitShiftLeft(toUInt16((((u_plan IN {p1:Array(String)} OR (mapContains(user_number, {p2:String}) AND user_number[{p3:String}] IN {p4:Array(Float64)}))) AND uid IN (SELECT uid FROM (SELECT aid AS uid, text, number FROM persons FINAL WHERE project = {p5:UInt32} AND aid NOT IN (SELECT aid FROM sender_persons WHERE project = {p6:UInt32}) UNION ALL SELECT uid, text, number FROM sender_persons FINAL WHERE project = {p7:UInt32} AND aid = uid) AS person WHERE ((NOT startsWith(text[{p8:String}], '\x01') OR startsWith(text[{p9:String}], '\x01\x01')) AND (positionCaseInsensitiveUTF8(if(startsWith(text[{p10:String}], '\x01'), substring(text[{p11:String}], 2), text[{p12:String}]), {p13:String}) > 0))))), {p14:Int64})) AS mask
FROM events
WHERE project = {p15:UInt32}
  AND kind = 'track'
  AND day >= {p16:Date} AND day <= {p17:Date}
  AND ts >= fromUnixTimestamp64Milli({p18:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p19:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p20:Int64}, 'UTC')
GROUP BY uid
)
GROUP BY mask
