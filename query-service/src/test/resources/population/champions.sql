SELECT count() FROM (SELECT uid FROM (
SELECT uid
FROM events
WHERE project = {p0:UInt32}
  AND day >= {p1:Date} AND ts >= fromUnixTimestamp64Milli({p2:Int64}, 'UTC')
  AND day <= {p3:Date} AND ts <= fromUnixTimestamp64Milli({p4:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p5:Int64}, 'UTC')
  AND kind = 'track' AND event IN {p6:Array(String)}
GROUP BY uid) WHERE (uid IN (SELECT uid FROM (SELECT uid, days, times, amount, intDiv(5 * r + max(r) OVER () - 1, max(r) OVER ()) AS recency, intDiv(5 * f + max(f) OVER () - 1, max(f) OVER ()) AS frequency, intDiv(5 * m + max(m) OVER () - 1, max(m) OVER ()) AS monetary
FROM (SELECT uid, days, times, amount, toInt64(dense_rank() OVER (ORDER BY days DESC)) AS r, toInt64(dense_rank() OVER (ORDER BY times)) AS f, toInt64(dense_rank() OVER (ORDER BY amount)) AS m
FROM (SELECT uid, intDiv({p7:Int64} - max(toUnixTimestamp64Milli(ts)), 86400000) AS days, count() AS times, round(sum(multiIf(mapContains(number, {p8:String}), number[{p9:String}], startsWith(text[{p10:String}], '\x01#'), toFloat64OrZero(substring(text[{p11:String}], 3)), nan)), 6) AS amount
FROM events
WHERE project = {p12:UInt32}
  AND day >= {p13:Date} AND ts >= fromUnixTimestamp64Milli({p14:Int64}, 'UTC')
  AND day <= {p15:Date} AND ts <= fromUnixTimestamp64Milli({p16:Int64}, 'UTC')
  AND received_ts <= fromUnixTimestamp64Milli({p17:Int64}, 'UTC')
  AND kind = 'track' AND event = {p18:String} AND ts >= fromUnixTimestamp64Milli({p19:Int64}, 'UTC') AND NOT isNaN(multiIf(mapContains(number, {p20:String}), number[{p21:String}], startsWith(text[{p22:String}], '\x01#'), toFloat64OrZero(substring(text[{p23:String}], 3)), nan))
GROUP BY uid))) WHERE ((recency BETWEEN {p24:Int64} AND {p25:Int64} AND intDiv(frequency + monetary + 1, 2) BETWEEN {p26:Int64} AND {p27:Int64}) OR (recency BETWEEN {p28:Int64} AND {p29:Int64} AND intDiv(frequency + monetary + 1, 2) BETWEEN {p30:Int64} AND {p31:Int64})) AND monetary IN {p32:Array(Int64)})))
