// graphql-codegen makes typed documents of every example, and the compiler of
// TypeScript takes them, with what they ask for and what it may be.
import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { codegen } from '@graphql-codegen/core';
import * as documents from '@graphql-codegen/typed-document-node';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildASTSchema, parse } from 'graphql';
import ts from 'typescript';
import { root } from './server.js';

const folder = path.resolve('codegen/__generated__');

// examples are the questions of examples/, each a document.
async function examples() {
  const names = (await readdir(path.join(root, 'examples'))).filter((name) => name.endsWith('.graphql'));
  return Promise.all(
    names.map(async (name) => ({ location: name, document: parse(await readFile(path.join(root, 'examples', name), 'utf8')) })),
  );
}

async function generate() {
  const schema = parse(await readFile(path.join(root, 'schema.graphqls'), 'utf8'));
  return codegen({
    filename: 'examples.ts',
    schema,
    schemaAst: buildASTSchema(schema),
    documents: await examples(),
    config: { strictScalars: false, useTypeImports: true },
    plugins: [{ operations: {} }, { documents: {} }],
    pluginMap: { operations, documents },
  });
}

// complaints are those of the compiler.
function complaints(files) {
  const program = ts.createProgram(files, {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
  });
  return ts.getPreEmitDiagnostics(program).map((d) => `${d.file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(d.messageText, '\n')}`);
}

test('the examples are typed documents', async () => {
  await mkdir(folder, { recursive: true });
  const generated = path.join(folder, 'examples.ts');
  await writeFile(generated, await generate());
  const asked = (await examples()).length;
  assert.ok(asked >= 50, `${asked} examples`);
  assert.deepEqual(complaints([generated, path.resolve('codegen/reader.ts')]), []);
});

test('a field that is not asked for is a mistake', () => {
  assert.equal(complaints([path.resolve('codegen/mistaken.ts')]).length, 1);
});
