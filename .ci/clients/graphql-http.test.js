// The audits of graphql-http, which are those of the GraphQL-over-HTTP specification.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { serverAudits } from 'graphql-http';
import { headers, serve } from './server.js';

// all is how many audits there are: a suite that has lost some proves less.
const all = 61;

const fundus = await serve();
after(() => fundus.close());

const audits = serverAudits({
  url: fundus.url,
  fetchFn: (url, init) => fetch(url, { ...init, headers: { ...init?.headers, ...headers } }),
});

test('every audit of GraphQL over HTTP passes: MUST, SHOULD and MAY', async (t) => {
  let passed = 0;
  for (const audit of audits) {
    await t.test(audit.name, async () => {
      const result = await audit.fn();
      assert.equal(result.status, 'ok', result.reason);
      passed++;
    });
  }
  t.diagnostic(`${passed} of ${audits.length}`);
  assert.deepEqual([passed, audits.length], [all, all]);
});
