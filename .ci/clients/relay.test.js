// Relay: its compiler takes the schema, and its runtime turns pages both ways, as
// usePaginationFragment does it, and refetches a record by its id.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, test } from 'node:test';
import compiler from 'relay-compiler';
import relay from 'relay-runtime';
import { headers, root, serve } from './server.js';

const { Environment, Network, RecordSource, Store } = relay;

// The compiler takes a schema by its ending, which is not that of ours.
await mkdir('relay/__generated__', { recursive: true });
await copyFile(path.join(root, 'schema.graphqls'), 'relay/schema.graphql');
execFileSync(compiler, ['relay.config.json'], { cwd: 'relay', stdio: ['ignore', 'ignore', 'inherit'] });
const artifact = (name) => createRequire(import.meta.url)(`./relay/__generated__/${name}.graphql`);

const fundus = await serve();
after(() => fundus.close());

async function fetchAnswer({ text: query }, variables) {
  const answer = await fetch(fundus.url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return answer.json();
}

const newEnvironment = () => new Environment({ network: Network.create(fetchAnswer), store: new Store(new RecordSource()) });

// list is a component that shows a connection.
function list(variables) {
  const environment = newEnvironment();
  const fragment = artifact('list_services');
  const { connectionPathInFragmentData, paginationRequest, paginationMetadata } = relay.getPaginationMetadata(fragment, 'list');
  const owner = relay.createOperationDescriptor(artifact('listQuery'), variables);
  const read = () => {
    const root = environment.lookup(owner.fragment).data;
    const { data } = environment.lookup(relay.getSelector(fragment, root));
    return connectionPathInFragmentData.reduce((part, name) => part[name], data);
  };
  const ask = (operation) => relay.__internal.fetchQuery(environment, operation).toPromise();
  return {
    read,
    open: () => ask(owner),
    async turn(direction, count) {
      const { startCursor, endCursor } = read().pageInfo;
      const cursor = direction === 'forward' ? endCursor : startCursor;
      await ask(relay.createOperationDescriptor(paginationRequest, relay.getPaginationVariables(direction, count, cursor, variables, {}, paginationMetadata)));
    },
  };
}

const names = (connection) => connection.edges.map(({ node }) => node.name);

test('both directions lead through the same list', async () => {
  const forward = list({ first: 4 });
  await forward.open();
  assert.equal(forward.read().edges.length, 4);
  while (forward.read().pageInfo.hasNextPage) await forward.turn('forward', 4);

  const backward = list({ last: 3 });
  await backward.open();
  assert.equal(backward.read().edges.length, 3);
  while (backward.read().pageInfo.hasPreviousPage) await backward.turn('backward', 3);

  assert.deepEqual(names(backward.read()), names(forward.read()));
  assert.equal(names(forward.read()).length, (await fundus.ask('{ services { totalCount } }')).services.totalCount);
});

test('a record is refetched by its id', async () => {
  const { services } = await fundus.ask('{ services(first: 1) { nodes { id name } } }');
  const [{ id, name }] = services.nodes;
  const environment = newEnvironment();
  const operation = relay.createOperationDescriptor(artifact('listOneQuery'), { id });
  await relay.__internal.fetchQuery(environment, operation).toPromise();
  const { node } = environment.lookup(operation.fragment).data;
  assert.equal(environment.lookup(relay.getSelector(artifact('list_service'), node)).data.name, name);
});
