/** Values made from the schemas of the OpenAPI document: what they allow, and what they do not. */
import fc, { type Arbitrary } from 'fast-check';
import { type ApiDocument, resolveSchema, type Schema } from '../../server/api-document.ts';

/** What a person may type; short, because each is embedded. */
const WORDS = [
  '天等县',
  '扶贫车间',
  '驻村',
  '怎么做',
  '多少',
  '？',
  ' ',
  '2018年',
  '第33期',
  '那',
  '还有呢',
  '补贴',
  'ABC',
  '１２',
];

/** Characters that have undone programs: controls, directions, joiners, marks, a pair outside the basic plane. */
export const STRANGE = [
  ...['\u0000', '\u0007', '\u001b[31m', '\u007f', '\u0085', '\u00ad', '\u200b', '\u200d', '\u200e', '\u202a', '\u202e'],
  ...[
    '\u2028',
    '\u2029',
    '\u2066',
    '\u2069',
    '\ufeff',
    '\ufffe',
    '\uffff',
    '\u0301\u0301\u0301',
    '\u{1f468}\u200d\u{1f469}',
  ],
  ...['\u{20bb7}', '\u{e0041}', '\r\n', '\t', '\'"`', '\\', '%00', '${x}', '{{x}}', '<script>', '../', '﷽'],
];

const LONE_SURROGATES = ['\ud800', '\udfff', '\udc00\ud800'];

/** Longest text that is made often; the lengths that a schema allows at most are made rarely. */
const OFTEN_MAX = 24;

/** Text of a length in UTF-16 code units, never blank: the contract counts it trimmed. */
export function textOf(minimum: number, maximum: number): Arbitrary<string> {
  const cut = (text: string): string => text.slice(0, maximum).replace(/[\ud800-\udbff]$/u, '');
  const pieces = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 5 });
  const often = pieces.map((words) => words.join(''));
  const strange = fc.tuple(often, fc.constantFrom(...STRANGE), fc.string({ unit: 'grapheme', maxLength: 8 }));
  const long = fc.constantFrom('扶', 'a', '，', ' 。', '１', '县村', '\u{20bb7}').map((unit) => unit.repeat(maximum));
  return fc
    .oneof(
      { weight: 12, arbitrary: often },
      { weight: 5, arbitrary: strange.map((parts) => parts.join('')) },
      { weight: 1, arbitrary: maximum > OFTEN_MAX ? long : often },
    )
    .map((text) => cut(text).padEnd(minimum, '县'))
    .map((text) => (text.trim() === '' ? '县'.padEnd(minimum, '县') : text));
}

/** Values that a schema allows. */
export function valuesOf(given: Schema, document: ApiDocument): Arbitrary<unknown> {
  const schema = resolveSchema(given, document);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((choice) => valuesOf(choice, document)));
  const types = [schema.type ?? 'object'].flat();
  return fc.oneof(...types.map((type) => valuesOfType(type, schema, document)));
}

function valuesOfType(type: string, schema: Schema, document: ApiDocument): Arbitrary<unknown> {
  switch (type) {
    case 'string':
      return textOf(schema.minLength ?? 1, schema.maxLength ?? 200);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000 });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}, document), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 4),
      });
    default:
      return objectsOf(schema, document);
  }
}

function objectsOf({ properties = {}, required = [] }: Schema, document: ApiDocument): Arbitrary<object> {
  const made = Object.entries(properties).map(([name, property]) => [name, valuesOf(property, document)] as const);
  return fc.record(Object.fromEntries(made), { requiredKeys: required, noNullPrototype: true });
}

/** Values of all other types and of no sensible size, to stand where something else is wanted. */
const OTHER = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e308, -0, 2 ** 53, '', ' \n\t', [], {}, [[]], [null], {
    length: 1,
  }),
  fc.constantFrom(...LONE_SURROGATES).map((text) => `县${text}村`),
  fc.constantFrom(501, 20_001, 30_000).map((length) => '长'.repeat(length)),
  fc.jsonValue({ maxDepth: 3 }),
);

const UNKNOWN_FIELDS = [
  'filters',
  'Question',
  'constructor',
  'toString',
  '__proto__',
  'limit ',
  '',
  '\u202e',
  '0',
  '$ref',
];

/** A value that was allowed, spoiled at one place. */
export function spoil(valid: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc
    .tuple(valid, fc.nat(), fc.nat(2), OTHER, fc.constantFrom(...UNKNOWN_FIELDS))
    .map(([value, at, how, other, field]) => spoilAt(value, at, how, other, field));
}

function spoilAt(value: unknown, at: number, how: number, other: unknown, field: string): unknown {
  if (typeof value !== 'object' || value === null) return other;
  const keys = Object.keys(value);
  const key = keys[at % Math.max(1, keys.length)];
  if (key === undefined || at % 7 === 0)
    return Array.isArray(value) ? [...(value as unknown[]), other] : withField(value, field, other);
  const inner = (value as Record<string, unknown>)[key];
  if (typeof inner === 'object' && inner !== null && at % 3 > 0) {
    return replace(value, key, spoilAt(inner, Math.floor(at / 3), how, other, field));
  }
  if (how === 0) return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
  return how === 1 ? replace(value, key, other) : withField(value, field, other);
}

/** Also `__proto__`, which an assignment would not make a field of. */
function withField(value: object, field: string, inner: unknown): object {
  return Object.defineProperty({ ...value }, field, { value: inner, enumerable: true, configurable: true });
}

function replace(value: object, key: string, inner: unknown): unknown {
  if (!Array.isArray(value)) return withField(value, key, inner);
  return (value as unknown[]).map((element, index) => (String(index) === key ? inner : element));
}
