// Apollo Client with its cache, which lays the pages of a connection together.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client/core';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { relayStylePagination } from '@apollo/client/utilities';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-ws';
import { filter, firstValueFrom } from 'rxjs';
import WebSocket from 'ws';
import { changes, named, putArea } from './questions.js';
import { headers, serve } from './server.js';

const fundus = await serve();
const socket = createClient({ url: fundus.socket, webSocketImpl: WebSocket, connectionParams: headers });

const client = new ApolloClient({
  link: ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new GraphQLWsLink(socket),
    new HttpLink({ uri: fundus.url, headers }),
  ),
  cache: new InMemoryCache({ typePolicies: { Query: { fields: { services: relayStylePagination(['filter', 'orderBy']) } } } }),
});

after(async () => {
  client.stop();
  await socket.dispose();
  await fundus.close();
});

const services = gql`
  query Services($first: Int!, $after: String) {
    services(first: $first, after: $after, orderBy: { field: NAME, direction: ASC }) {
      totalCount
      edges {
        cursor
        node {
          id
          name
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`;

test('pages of a connection become one list in the cache', async () => {
  const question = client.watchQuery({ query: services, variables: { first: 3 } });
  let answer = await firstValueFrom(question.pipe(filter(({ dataState }) => dataState === 'complete')));
  while (answer.data.services.pageInfo.hasNextPage) {
    await question.fetchMore({ variables: { after: answer.data.services.pageInfo.endCursor } });
    answer = question.getCurrentResult();
  }
  const { edges, totalCount } = answer.data.services;
  assert.equal(edges.length, totalCount);
  assert.equal(new Set(edges.map(({ node }) => node.id)).size, totalCount);
  assert.ok(totalCount > 3, 'the sample has more than one page');
});

test('a subscription sees a change', async () => {
  const events = [];
  await new Promise((resolve, reject) => {
    const following = client.subscribe({ query: gql(changes) }).subscribe({
      async next(event) {
        events.push(event);
        if (events.length === 1) await client.mutate({ mutation: gql(putArea), variables: { name: 'Neuland' } });
        if (events.length === 2) {
          following.unsubscribe();
          resolve();
        }
      },
      error: reject,
    });
  });
  assert.deepEqual(events.map(named), [[], ['Neuland']]);
});
