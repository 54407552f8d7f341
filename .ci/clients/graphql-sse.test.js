// graphql-sse in distinct connections mode: each operation is a request of its own,
// answered by events.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createClient } from 'graphql-sse';
import { areas, changes, named, putArea } from './questions.js';
import { headers, serve } from './server.js';

const fundus = await serve();
after(() => fundus.close());

const client = createClient({ url: fundus.url, headers });

async function only(operation) {
  const { value } = await operation.next();
  assert.deepEqual(await operation.next(), { done: true, value: undefined });
  return value;
}

test('a question is answered by an event and its end', async () => {
  const answer = await only(client.iterate({ query: areas }));
  assert.ok(answer.data.areas.totalCount > 0);
});

test('what is no question is told by an event', async () => {
  const answer = await only(client.iterate({ query: '{ nothing }' }));
  assert.equal(answer.errors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED');
});

test('a change is seen by those who follow, and whoever comes back goes on', async () => {
  const events = client.iterate({ query: changes });
  const { next } = (await events.next()).value.data.changes;
  await only(client.iterate({ query: putArea, variables: { name: 'Musterland' } }));
  assert.deepEqual(named((await events.next()).value), ['Musterland']);
  await events.return();
  const again = client.iterate({ query: changes, variables: { after: next } });
  assert.deepEqual(named((await again.next()).value), ['Musterland']);
  await again.return();
});
