// graphql-ws over a WebSocket: questions, changes, and a subscription that outlives
// its server.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { areas, changes, named, putArea } from './questions.js';
import { headers, serve } from './server.js';

const fundus = await serve();
after(() => fundus.close());

class Socket extends WebSocket {
  constructor(address, protocols) {
    super(address, protocols, { headers });
  }
}

function connect(t, options) {
  const client = createClient({ url: fundus.socket, webSocketImpl: Socket, connectionParams: headers, ...options });
  t.after(() => client.dispose());
  return client;
}

async function only(operation) {
  const { value } = await operation.next();
  assert.deepEqual(await operation.next(), { done: true, value: undefined });
  return value;
}

test('a question has one answer', async (t) => {
  const answer = await only(connect(t).iterate({ query: areas }));
  assert.ok(answer.data.areas.totalCount > 0);
});

test('what is no question is told so, and its socket stays open', async (t) => {
  const client = connect(t, { lazy: false });
  await assert.rejects(client.iterate({ query: '{ nothing }' }).next(), (errors) => {
    assert.equal(errors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED');
    return true;
  });
  assert.ok((await only(client.iterate({ query: '{ __typename }' }))).data);
});

test('a change is seen by those who follow', async (t) => {
  const client = connect(t);
  const events = client.iterate({ query: changes });
  assert.deepEqual(named((await events.next()).value), []);
  const made = await only(client.iterate({ query: putArea, variables: { name: 'Musterland' } }));
  const { value: event } = await events.next();
  assert.deepEqual(named(event), ['Musterland']);
  assert.equal(event.data.changes.changes[0].revision, made.data.putArea.revision);
  await events.return();
});

test('who is told that the server stops comes back and goes on where it was', async (t) => {
  const closed = [];
  const client = connect(t, {
    shouldRetry: () => true,
    retryAttempts: 20,
    retryWait: () => new Promise((resolve) => setTimeout(resolve, 50)),
    on: { closed: ({ code }) => closed.push(code) },
  });
  const first = client.iterate({ query: changes });
  const { next } = (await first.next()).value.data.changes;
  await fundus.stop();
  await fundus.restart();
  await fundus.ask(putArea, { name: 'Neuland' });
  const again = client.iterate({ query: changes, variables: { after: next } });
  assert.deepEqual(named((await again.next()).value), ['Neuland']);
  assert.equal(closed[0], 1012);
  await first.return();
  await again.return();
});
