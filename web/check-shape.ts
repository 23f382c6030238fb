/** Small checks of data that was kept long ago. Each check is typed by what it lets pass, so that none can be forgotten. */
export type Check<Value> = (value: unknown) => value is Value;

export const isText: Check<string> = (value) => typeof value === 'string';
export const isNumber: Check<number> = (value): value is number => Number.isFinite(value);
export const isFlag: Check<boolean> = (value) => typeof value === 'boolean';

/** One of the values of a union, all of which the record has to name. */
export function isKeyOf<Value extends string>(record: Record<Value, true>): Check<Value> {
  return (value): value is Value => typeof value === 'string' && Object.keys(record).includes(value);
}

export function isNullOr<Value>(check: Check<Value>): Check<Value | null> {
  return (value): value is Value | null => value === null || check(value);
}

export function isAbsentOr<Value>(check: Check<Value>): Check<Value | undefined> {
  return (value): value is Value | undefined => value === undefined || check(value);
}

export function isListOf<Value>(check: Check<Value>): Check<Value[]> {
  return (value): value is Value[] => Array.isArray(value) && value.every(check);
}

export const isNumberPair: Check<[number, number]> = (value): value is [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every(isNumber);

/** An object with at least these fields. */
export function isObjectOf<Fields extends object>(checks: {
  [Name in keyof Fields]-?: Check<Fields[Name]>;
}): Check<Fields> {
  return (value): value is Fields =>
    typeof value === 'object' &&
    value !== null &&
    (Object.keys(checks) as (keyof Fields)[]).every((name) => checks[name]((value as Fields)[name]));
}
