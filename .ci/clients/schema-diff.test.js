// What a change of the schema means to those who ask.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare } from './schema-diff.js';

const types = 'interface I { i: Int } type A implements I { i: Int } type B { i: Int } union U = A enum E { X Y } input In { a: Int }';

const schema = (fields, more = types) => `type Query { ${fields} } ${more}`;

for (const [level, name, older, newer] of [
  ['Breaking', 'a field is gone', schema('a: Int b: Int'), schema('a: Int')],
  ['Breaking', 'a type is gone', schema('a: Int'), schema('a: Int', types.replace('type B { i: Int }', ''))],
  ['Breaking', 'an argument is gone', schema('a(x: Int): Int'), schema('a: Int')],
  ['Breaking', 'a required argument is new', schema('a: Int'), schema('a(x: Int!): Int')],
  ['Breaking', 'an argument has become required', schema('a(x: Int): Int'), schema('a(x: Int!): Int')],
  ['Breaking', 'a required field of an input is new', schema('a: Int'), schema('a: Int', types.replace('a: Int }', 'a: Int b: Int! }'))],
  ['Breaking', 'a field may be null now', schema('a: Int!'), schema('a: Int')],
  ['Breaking', 'a field has another type', schema('a: Int'), schema('a: String')],
  ['Breaking', 'a value of an enum is gone', schema('a: Int'), schema('a: Int', types.replace('X Y', 'X'))],
  ['Breaking', 'a member of a union is gone', schema('a: Int'), schema('a: Int', types.replace('union U = A', 'union U = B'))],
  ['Breaking', 'an interface is implemented no more', schema('a: Int'), schema('a: Int', types.replace('implements I', ''))],
  ['Dangerous', 'a value of an enum is new', schema('a: Int'), schema('a: Int', types.replace('X Y', 'X Y Z'))],
  ['Dangerous', 'a member of a union is new', schema('a: Int'), schema('a: Int', types.replace('union U = A', 'union U = A | B'))],
  ['Dangerous', 'a default is another', schema('a(x: Int = 1): Int'), schema('a(x: Int = 2): Int')],
  ['Dangerous', 'an optional argument is new', schema('a: Int'), schema('a(x: Int): Int')],
  ['Safe', 'a field is new', schema('a: Int'), schema('a: Int b: Int')],
  ['Safe', 'a field is never null now', schema('a: Int'), schema('a: Int!')],
  ['Safe', 'a field is deprecated', schema('a: Int'), schema('a: Int @deprecated(reason: "b")')],
]) {
  test(`${level}: ${name}`, async () => {
    const worst = (await compare(older, newer)).find(({ changes }) => changes.length);
    assert.equal(worst.title, level, JSON.stringify(worst.changes));
  });
}

test('a schema is the same as itself', async () => {
  assert.ok((await compare(schema('a: Int'), schema('a: Int'))).every(({ changes }) => changes.length === 0));
});
