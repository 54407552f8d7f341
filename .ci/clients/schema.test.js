// schema.graphqls keeps the rules of graphql-eslint (eslint.config.js), and clients that
// read a schema over the wire read the same one.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, test } from 'node:test';
import { ESLint } from 'eslint';
import { buildClientSchema, buildSchema, getIntrospectionQuery, lexicographicSortSchema, printSchema } from 'graphql';
import { root, serve } from './server.js';

const schemaFile = path.join(root, 'schema.graphqls');

// moreThanPages are paged like a connection and say more than a page does: what was
// looked at, whether it was all, and a drawing of it.
const moreThanPages = ['Diff', 'Impact', 'Common', 'Concentration', 'Components', 'Cycles', 'Islands', 'PeerComparison'];

const fundus = await serve();
after(() => fundus.close());

test('the schema keeps the rules', async () => {
  const lint = new ESLint({ cwd: root, overrideConfigFile: path.resolve('eslint.config.js') });
  const [{ messages }] = await lint.lintFiles([schemaFile]);
  const lines = (await readFile(schemaFile, 'utf8')).split('\n');
  const excepted = [];
  const broken = messages.filter(({ ruleId, line }) => {
    const [, name] = lines[line - 1].match(/^type (\w+)/) ?? [];
    const isExcepted = ruleId === '@graphql-eslint/relay-connection-types' && moreThanPages.includes(name);
    if (isExcepted) excepted.push(name);
    return !isExcepted;
  });
  assert.deepEqual(broken.map(({ ruleId, line, message }) => `${line}: ${message} (${ruleId})`), []);
  assert.deepEqual(excepted.sort(), [...moreThanPages].sort(), 'an exception that is none any more');
});

test('the schema over the wire is the committed one, descriptions included', async () => {
  const asked = await fundus.ask(getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true, directiveIsRepeatable: true, oneOf: true }));
  const print = (schema) => printSchema(lexicographicSortSchema(schema)).split('\n');
  const served = print(buildClientSchema(asked));
  const committed = print(buildSchema(await readFile(schemaFile, 'utf8')));
  const place = Math.max(0, served.findIndex((line, i) => line !== committed[i]));
  assert.deepEqual(served.slice(place, place + 5), committed.slice(place, place + 5));
  assert.equal(served.length, committed.length);
});
