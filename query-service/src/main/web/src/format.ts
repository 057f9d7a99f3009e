/** Numbers and dates for people. The page's language is English; the reader's region counts. */
const REGION = typeof document === 'undefined' || !navigator.language.startsWith('en') ? 'en-GB' : navigator.language;

const whole = new Intl.NumberFormat(REGION, { maximumFractionDigits: 0 });
const fraction = new Intl.NumberFormat(REGION, { maximumFractionDigits: 2 });
// to six decimals: what is less is left from adding and subtracting
const little = new Intl.NumberFormat(REGION, { maximumSignificantDigits: 2, maximumFractionDigits: 6, roundingPriority: 'lessPrecision', signDisplay: 'negative' });
// "60k" in some regions
const compactForm = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const tickForm = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });
const percentForm = new Intl.NumberFormat(REGION, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** 60,411; 6.43; 0.0054. */
export function number(value: number): string {
  if (Number.isInteger(value)) return whole.format(value);
  return Math.abs(value) < 0.1 ? little.format(value) : fraction.format(value);
}

/** 60K, 60.4K: where there is little room. */
export function compact(value: number): string {
  return compactForm.format(value);
}

/** 60K, 1.25K, 0.005: on an axis, where steps are round and small ones must not look alike. */
export function tick(value: number): string {
  return tickForm.format(value);
}

/** A share of 0 to 1 as 35.4%. */
export function percent(share: number): string {
  return percentForm.format(share);
}

/** 0.42 s, 12 ms. */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? Math.round(milliseconds) + ' ms' : fraction.format(milliseconds / 1000) + ' s';
}

/** 2 persons, 1 person. */
export function count(value: number, one: string, many = one + 's'): string {
  return number(value) + ' ' + (value === 1 ? one : many);
}

export type BucketWidth = 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'none';

/** Local dates come as 2026-11-22 and must not move with the reader's own zone. */
function atUtc(date: string): Date {
  return new Date(date.slice(0, 10) + 'T00:00:00Z');
}

const dayForm = new Intl.DateTimeFormat(REGION, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const longDayForm = new Intl.DateTimeFormat(REGION, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const monthForm = new Intl.DateTimeFormat(REGION, { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** A bucket on an axis or in a table's head. Start is its first instant with the zone's offset. */
export function bucketLabel(date: string, start: string, width: BucketWidth): string {
  switch (width) {
    case 'hour':
      return dayForm.format(atUtc(date)) + ' ' + start.slice(11, 16);
    case 'day':
    case 'week':
    case 'none':
      return dayForm.format(atUtc(date));
    case 'month':
      return monthForm.format(atUtc(date));
    case 'quarter':
      return 'Q' + (Math.floor(atUtc(date).getUTCMonth() / 3) + 1) + ' ' + date.slice(0, 4);
  }
}

/** The same at length, for a tooltip. */
export function bucketTitle(date: string, start: string, width: BucketWidth): string {
  switch (width) {
    case 'hour':
      return longDayForm.format(atUtc(date)) + ', ' + start.slice(11, 16);
    case 'day':
      return longDayForm.format(atUtc(date));
    case 'week':
      return 'Week from ' + longDayForm.format(atUtc(date));
    case 'none':
      return 'From ' + longDayForm.format(atUtc(date));
    case 'month':
    case 'quarter':
      return bucketLabel(date, start, width);
  }
}

export function day(date: string): string {
  return longDayForm.format(atUtc(date));
}

/** The days of an answer, for a picture that stands alone. */
export function datesOf({ from, to, timeZone }: { from: string; to: string; timeZone: string }): string {
  return from + ' to ' + to + ', ' + timeZone;
}

/** An instant in the project's zone: 22 Nov 2026, 09:41:07. */
export function instant(text: string, timeZone: string): string {
  return new Intl.DateTimeFormat(REGION, {
    day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false, timeZone,
  }).format(new Date(text));
}

/** 09:41 UTC */
export function timeOfDay(text: string, timeZone: string): string {
  return new Intl.DateTimeFormat(REGION, { hour: '2-digit', minute: '2-digit', hour12: false, timeZone, timeZoneName: 'short' }).format(new Date(text));
}

/** The difference of two whole dates in days, both ends included. */
export function daysFrom(from: string, to: string): number {
  return Math.round((atUtc(to).getTime() - atUtc(from).getTime()) / 86_400_000) + 1;
}

/** A span for people: 40 s, 12 min, 3.2 h, 2.5 d. */
export function elapsed(milliseconds: number): string {
  const units: [limit: number, of: number, name: string][] = [[60_000, 1000, 's'], [3_600_000, 60_000, 'min'], [86_400_000, 3_600_000, 'h']];
  const [, of, name] = units.find(([limit]) => milliseconds < limit) ?? [0, 86_400_000, 'd'];
  const value = milliseconds / of;
  return number(value < 10 ? Math.round(value * 10) / 10 : Math.round(value)) + ' ' + name;
}
