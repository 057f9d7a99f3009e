import type { Schemas } from '../api/client';
import { escaped, scalarOf, scalarText, split, unescaped, type Scalar } from '../query';

export type PropertyOf = 'event' | 'user';

export const OPERATORS = {
  is: { words: 'is', takes: 'values' },
  isNot: { words: 'is not', takes: 'values' },
  contains: { words: 'contains', takes: 'texts' },
  doesNotContain: { words: 'does not contain', takes: 'texts' },
  startsWith: { words: 'starts with', takes: 'texts' },
  greater: { words: '>', takes: 'number' },
  greaterOrEqual: { words: '≥', takes: 'number' },
  less: { words: '<', takes: 'number' },
  lessOrEqual: { words: '≤', takes: 'number' },
  isSet: { words: 'is set', takes: 'nothing' },
  isNotSet: { words: 'is not set', takes: 'nothing' },
} as const;

export type Operator = keyof typeof OPERATORS;

/** One line of a filter. Lines of a list all hold; values of a line are alternatives. */
export interface Condition {
  of: PropertyOf;
  property: string;
  op: Operator;
  values: Scalar[];
}

export interface Property {
  of: PropertyOf;
  property: string;
}

/** `user~plan~is~premium` */
export function conditionText(condition: Condition): string {
  return [condition.of, condition.property, condition.op, ...condition.values.map(scalarText)].map(escaped).join('~');
}

export function conditionOf(text: string): Condition | undefined {
  const [of, property, op, ...values] = split(text, '~').map(unescaped);
  if ((of !== 'user' && of !== 'event') || !property || !op || !(op in OPERATORS)) return undefined;
  const condition: Condition = { of: of as PropertyOf, property, op: op as Operator, values: values.map(scalarOf) };
  return isComplete(condition) ? condition : undefined;
}

/** `name*condition*condition` */
export function namedText(name: string, conditions: Condition[]): string {
  return [escaped(name), ...conditions.map(conditionText)].join('*');
}

export function namedOf(text: string): { name: string; where: Condition[] } {
  const [name, ...conditions] = split(text, '*');
  return { name: unescaped(name ?? ''), where: conditions.map(conditionOf).filter((condition) => condition !== undefined) };
}

export function propertyText(property: Property): string {
  return escaped(property.of) + '~' + escaped(property.property);
}

export function propertyOf(text: string): Property | undefined {
  const [of, property] = split(text, '~').map(unescaped);
  return (of === 'user' || of === 'event') && property ? { of, property } : undefined;
}

/** Whether the values fit the operator; a half-written line is kept on the page and not asked. */
export function isComplete(condition: Condition): boolean {
  switch (OPERATORS[condition.op].takes) {
    case 'nothing':
      return condition.values.length === 0;
    case 'number':
      return condition.values.length === 1 && typeof condition.values[0] === 'number';
    case 'texts':
      return condition.values.length > 0 && condition.values.every((value) => typeof value === 'string' && value !== '');
    case 'values':
      return condition.values.length > 0;
  }
}

/** For a chip: plan is premium or free. */
export function valuesInWords(condition: Condition): string {
  const words = OPERATORS[condition.op].words;
  return [words, condition.values.map(scalarInWords).join(' or ')].join(' ').trim();
}

export function scalarInWords(value: Scalar): string {
  if (value === null) return '(none)';
  return value === '' ? '(empty text)' : String(value);
}

/** What the API takes: nothing, the one condition, or all of them. */
export function predicate(conditions: Condition[]): Schemas['Condition'] | undefined {
  const wire = conditions.map(({ of, property, op, values }) =>
    OPERATORS[op].takes === 'nothing' ? { property, of, op } : { property, of, op, values },
  );
  return wire.length > 1 ? { all: wire } : wire[0];
}
