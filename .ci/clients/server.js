// Starts the program, as anybody would who has just built it: on a free port, with
// the sample in a database of its own.
//
// FUNDUS is the program. It prints a token at its first start, which is sent with every
// request.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

export const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../..');

const program = process.env.FUNDUS ?? path.join(root, 'fundus');

// headers say who asks, once a server has started.
export const headers = {};

// serve starts a server. It can be stopped and started again, with the same address
// and the same catalogue, and is closed at the end.
export async function serve() {
  const folder = await mkdtemp(path.join(tmpdir(), 'fundus-clients-'));
  let running = await start(folder, '127.0.0.1:0');
  const { host } = running.address;
  return {
    url: `http://${host}/graphql`,
    socket: `ws://${host}/graphql`,
    stop: () => running.stop(),
    async restart() {
      running = await start(folder, host);
    },
    async close() {
      await running.stop();
      await rm(folder, { recursive: true });
    },
    // ask puts a question without any client.
    async ask(query, variables) {
      const answer = await fetch(`http://${host}/graphql`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = await answer.json();
      if (errors) throw new Error(errors[0].message);
      return data;
    },
  };
}

async function start(folder, listen) {
  const child = spawn(program, ['serve', '--sample', '--listen', listen, '--database', path.join(folder, 'fundus.db')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let complaint = '';
  child.stderr.on('data', (text) => (complaint += text));
  return {
    address: await greeted(child, () => complaint),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

// greeted reads the address in what the program says first, and the token in what it says
// then.
async function greeted(child, complaint) {
  let address;
  for await (const line of createInterface({ input: child.stdout })) {
    const [found] = line.match(/http:\/\/\S+/) ?? [];
    address ??= found;
    const [, token] = line.match(/#token=(\S+)/) ?? [];
    if (token) headers.Authorization = `Bearer ${token}`;
    if (token || line.includes('fundus token create')) {
      child.stdout.resume();
      return new URL(address);
    }
  }
  throw new Error(`${program} serve ended: ${complaint()}`);
}
