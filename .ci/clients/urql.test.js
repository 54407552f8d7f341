// urql, with its subscriptions carried by graphql-ws as its manual has it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { areas, changes, named, putArea } from './questions.js';
import { headers, serve } from './server.js';

const fundus = await serve();
const socket = createClient({ url: fundus.socket, webSocketImpl: WebSocket, connectionParams: headers });
after(async () => {
  await socket.dispose();
  await fundus.close();
});

const client = new Client({
  url: fundus.url,
  preferGetMethod: 'within-url-limit',
  fetchOptions: { headers },
  exchanges: [
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: (operation) => ({
        subscribe: (sink) => ({ unsubscribe: socket.subscribe({ ...operation, query: operation.query ?? '' }, sink) }),
      }),
    }),
  ],
});

test('questions go by GET and changes by POST', async () => {
  const before = await client.query(areas, {}).toPromise();
  assert.equal(before.error, undefined);
  const made = await client.mutation(putArea, { name: 'Musterland' }).toPromise();
  assert.equal(made.error, undefined);
  const now = await client.query(areas, {}, { requestPolicy: 'network-only' }).toPromise();
  assert.equal(now.data.areas.totalCount, before.data.areas.totalCount + 1);
});

test('an error has its code', async () => {
  const { error } = await client.query('{ nothing }', {}).toPromise();
  assert.equal(error.graphQLErrors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED');
});

test('a subscription sees a change', async () => {
  const events = [];
  await new Promise((resolve, reject) => {
    const following = client.subscription(changes, {}).subscribe(async (event) => {
      events.push(event);
      if (event.error) reject(event.error);
      if (events.length === 1) await client.mutation(putArea, { name: 'Neuland' }).toPromise();
      if (events.length === 2) {
        following.unsubscribe();
        resolve();
      }
    });
  });
  assert.deepEqual(events.map(named), [[], ['Neuland']]);
});
