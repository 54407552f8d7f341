// Says what a schema has become against an older one: what breaks clients, what may
// surprise them, and what is new. Ends with 1 if anything breaks.
//
//	node schema-diff.js OLD NEW
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

const titles = {
  [CriticalityLevel.Breaking]: 'Breaking',
  [CriticalityLevel.Dangerous]: 'Dangerous',
  [CriticalityLevel.NonBreaking]: 'Safe',
};

// compare are the changes from an older schema to a newer one, by what they mean. What
// is in a new type is new with it, and a text is nothing to a program.
export async function compare(older, newer) {
  const changes = await diff(buildSchema(older), buildSchema(newer));
  const added = new Set(changes.filter(({ type }) => type === 'TYPE_ADDED').map(({ path }) => path));
  const told = changes.filter(({ type, path }) => !type.includes('DESCRIPTION') && (type === 'TYPE_ADDED' || !added.has(path?.split('.')[0])));
  return Object.entries(titles).map(([level, title]) => ({
    title,
    changes: told.filter(({ criticality }) => criticality.level === level).map(({ path, message }) => `${path}: ${message}`),
  }));
}

async function main([older, newer]) {
  const groups = await compare(await readFile(older, 'utf8'), await readFile(newer, 'utf8'));
  for (const { title, changes } of groups) {
    console.log(`${title}: ${changes.length || 'none'}`);
    for (const change of changes) console.log(`  ${change}`);
  }
  process.exitCode = groups[0].changes.length ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main(process.argv.slice(2));
