SELECT ended, entry.1 AS day, toInt64(sum(entry.2)), toInt64(sum(entry.3)), sum(entry.4), sum(entry.5), min(entry.6), max(entry.6)
FROM (
SELECT ended, arrayFirstIndex(payment -> payment.2 > 0, payments) AS first,
 arrayJoin(arrayPushFront(arrayMap((payment, place, brought) -> (payment.1, 0, place = first, payment.2, payment.2 * (2 * brought - payment.2), brought),
 payments, arrayEnumerate(payments), arrayCumSum(payment -> payment.2, payments)), (toInt64(0), 1, 0, 0.0, 0.0, 0.0))) AS entry
FROM (
SELECT uid, min(ms) AS born, argMin(meets, (ms, _source, _offset)) AS member,
 toInt64(greatest(-1, least({p0:Int64}, intDiv({p1:Int64} - born, {p2:Int64}) - 1))) AS ended,
 arraySort(arrayFilter(payment -> payment.1 <= ended, arrayMap(payment -> (intDiv(payment.1 - born, {p3:Int64}), payment.2),
 groupArrayIf((ms, amount), isFinite(amount) AND ms >= {p4:Int64})))) AS payments
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, _source, _offset, toUInt8(((u_plan IN {p5:Array(String)}))) AS meets,
 if(event = {p6:String} AND (text[{p7:String}] NOT IN ('', '\x01null') OR mapContains(number, {p8:String})), multiIf(mapContains(number, {p9:String}), number[{p10:String}], startsWith(text[{p11:String}], '\x01#'), toFloat64OrZero(substring(text[{p12:String}], 3)), nan), nan) AS amount
FROM events
WHERE project = {p13:UInt32}
  AND kind = 'track'
  AND day >= {p14:Date} AND day <= {p15:Date}
  AND ts >= fromUnixTimestamp64Milli({p16:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p17:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p18:Int64}, 'UTC')

)
GROUP BY uid
HAVING member = 1 AND born >= {p19:Int64} AND born < {p20:Int64}
)
)
GROUP BY ended, day
;

SELECT uid
FROM (
SELECT uid, min(ms) AS born, argMin(meets, (ms, _source, _offset)) AS member,
 toInt64(greatest(-1, least({p0:Int64}, intDiv({p1:Int64} - born, {p2:Int64}) - 1))) AS ended,
 arraySort(arrayFilter(payment -> payment.1 <= ended, arrayMap(payment -> (intDiv(payment.1 - born, {p3:Int64}), payment.2),
 groupArrayIf((ms, amount), isFinite(amount) AND ms >= {p4:Int64})))) AS payments
FROM (
SELECT uid, toUnixTimestamp64Milli(ts) AS ms, _source, _offset, toUInt8(((u_plan IN {p5:Array(String)}))) AS meets,
 if(event = {p6:String} AND (text[{p7:String}] NOT IN ('', '\x01null') OR mapContains(number, {p8:String})), multiIf(mapContains(number, {p9:String}), number[{p10:String}], startsWith(text[{p11:String}], '\x01#'), toFloat64OrZero(substring(text[{p12:String}], 3)), nan), nan) AS amount
FROM events
WHERE project = {p13:UInt32}
  AND kind = 'track'
  AND day >= {p14:Date} AND day <= {p15:Date}
  AND ts >= fromUnixTimestamp64Milli({p16:Int64}, 'UTC') AND ts < fromUnixTimestamp64Milli({p17:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p18:Int64}, 'UTC')

)
GROUP BY uid
HAVING member = 1 AND born >= {p19:Int64} AND born < {p20:Int64}
)
WHERE ended >= {p21:Int64} AND arrayExists(payment -> payment.1 <= {p22:Int64} AND payment.2 > 0, payments)
ORDER BY uid
