import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  type Ending,
  ForkedProcess,
  type ForkedProcessEvents,
} from '../../../server/src/platform/forkedProcess';

const crasher = join(__dirname, 'crasher.worker.js');

/** Starts a process, sends it one message, and gives what came of it when it has ended. */
function told(
  message: object,
  module = crasher,
  memory?: number,
): Promise<{ ending: Ending; messages: unknown[]; printed: string[] }> {
  return new Promise((resolve) => {
    const [messages, printed]: [unknown[], string[]] = [[], []];
    const events: ForkedProcessEvents<unknown> = {
      message: (one) => {
        messages.push(one);
        child.kill();
      },
      printed: (line) => printed.push(line),
      ended: (ending) => resolve({ ending, messages, printed }),
    };
    const child: ForkedProcess<unknown, object> = new ForkedProcess(module, events, memory);
    child.send(message);
  });
}

test('messages keep what structured cloning keeps', async () => {
  const say = { bytes: new Float32Array([1.5]), map: new Map([[1, 'one']]), nothing: undefined };
  const { messages, ending } = await told({ say });
  assert.deepEqual(messages, [say]);
  assert.deepEqual(ending, { crashed: false, how: 'was ended by SIGKILL' });
});

test('what the process prints comes line by line and not on our own output', async () => {
  const { printed, ending } = await told({ print: 'one\n\ntwo', exit: 0 });
  assert.deepEqual(printed, ['one', 'two']);
  assert.equal(ending.crashed, true);
});

test('a crash tells its code and the last thing that it said', async () => {
  const { ending } = await told({ fail: 'the disk is on fire' });
  assert.deepEqual(ending, { crashed: true, how: 'ended with code 1: Error: the disk is on fire' });
});

test('a module that is not there is a crash that names it', async () => {
  const { ending } = await told({}, '/no/such/worker.js');
  assert.match(ending.how, /ended with code 1: .*/);
  assert.equal(ending.crashed, true);
});

test('a process that asks for more memory than it may have gets none', async (t) => {
  if (process.platform !== 'linux') return t.skip('only Linux keeps such a bound');
  const [bound, most] = [2 ** 30, 3 * 2 ** 30];
  assert.deepEqual((await told({ take: 2 ** 20 }, crasher, bound)).messages, [2 ** 20]);
  const { messages, ending } = await told({ take: most }, crasher, bound);
  assert.deepEqual(messages, []);
  assert.match(ending.how, /Array buffer allocation failed/);
});

test('a process that is disposed of says nothing any more, and may be told things', async () => {
  const child: ForkedProcess<unknown, object> = new ForkedProcess(crasher, {
    message: () => assert.fail('a message came'),
    printed: () => {},
    ended: () => assert.fail('its end was told'),
  });
  child.send({ say: 1 });
  child.dispose();
  child.send({ say: 2 });
  await told({ say: 3 });
});
