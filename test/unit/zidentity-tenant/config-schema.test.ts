import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bad, good } from './config-examples.js';

type Schema = Record<string, unknown> & {
  $ref?: string;
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
};

const root = JSON.parse(readFileSync('media/oneapi-mock.schema.json', 'utf8')) as Schema & {
  definitions: Record<string, Schema>;
};

/** The keywords of JSON Schema that the file uses, and no others: an unknown one fails the test. */
const annotations = new Set(['$schema', 'title', 'description', 'default', 'definitions']);

function accepts(schema: Schema, value: unknown): boolean {
  if (schema.$ref !== undefined) {
    const target = root.definitions[schema.$ref.replace('#/definitions/', '')];
    assert.ok(target, schema.$ref);
    return accepts(target, value);
  }
  return Object.entries(schema).every(([keyword, argument]) => {
    if (annotations.has(keyword)) return true;
    const check = checks[keyword];
    assert.ok(check, `the test does not know the keyword ${keyword}`);
    return check(argument as never, value, schema);
  });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const length = (value: unknown) => (typeof value === 'string' || Array.isArray(value) ? value.length : Number.NaN);

const checks: Record<string, (argument: never, value: unknown, schema: Schema) => boolean> = {
  type: (type: string, value) =>
    type === 'object'
      ? isObject(value)
      : type === 'array'
        ? Array.isArray(value)
        : type === 'integer'
          ? Number.isInteger(value)
          : typeof value === type,
  const: (constant: unknown, value) => value === constant,
  enum: (choices: unknown[], value) => choices.includes(value),
  pattern: (pattern: string, value) => typeof value === 'string' && new RegExp(pattern).test(value),
  minimum: (bound: number, value) => Number(value) >= bound,
  maximum: (bound: number, value) => Number(value) <= bound,
  minLength: (bound: number, value) => length(value) >= bound,
  maxLength: (bound: number, value) => length(value) <= bound,
  minItems: (bound: number, value) => length(value) >= bound,
  maxItems: (bound: number, value) => length(value) <= bound,
  items: (items: Schema, value) => Array.isArray(value) && value.every((item) => accepts(items, item)),
  oneOf: (choices: Schema[], value) => choices.filter((choice) => accepts(choice, value)).length === 1,
  required: (names: string[], value) => isObject(value) && names.every((name) => name in value),
  properties: (properties: Record<string, Schema>, value) =>
    isObject(value) &&
    Object.entries(properties).every(([name, schema]) => !(name in value) || accepts(schema, value[name])),
  additionalProperties: (rest: boolean | Schema, value, schema) =>
    isObject(value) &&
    Object.entries(value).every(
      ([name, item]) => name in (schema.properties ?? {}) || (typeof rest === 'object' ? accepts(rest, item) : rest),
    ),
};

describe('the JSON Schema of a config', () => {
  for (const [name, config] of Object.entries(good)) {
    it(`accepts what the parser accepts: ${name}`, () => assert.equal(accepts(root, config), true));
  }

  for (const [name, { config }] of Object.entries(bad)) {
    it(`refuses what the parser refuses: ${name}`, () => assert.equal(accepts(root, config), false));
  }
});
