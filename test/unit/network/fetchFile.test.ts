import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fetchFile } from '../../../server/src/network/fetchFile';
import { breaksAfter, FileServer, type ServedFile } from '../../support/fileServer';

const content = randomBytes(300_000);
const sha256 = createHash('sha256').update(content).digest('hex');
const gitBlob = createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');

/** A server with one file, and a place for it. */
async function withServer(t: TestContext, file: Partial<ServedFile> = {}) {
  const server = await FileServer.start({ 'model.bin': { content, ...file } });
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-fetch-'));
  t.after(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const path = join(folder, 'model.bin');
  return { server, path, url: server.at('model.bin'), part: `${path}.part` };
}

const isWhole = (path: string, part: string) => {
  assert.ok(readFileSync(path).equals(content));
  assert.ok(!existsSync(part));
};

test('a file is fetched, and its progress told to the end', async (t) => {
  const { url, path, part } = await withServer(t);
  let last = 0;
  await fetchFile({ url, bytes: content.length, sha256, gitBlob }, path, {
    progress: (bytes) => {
      assert.ok(bytes > last);
      last = bytes;
    },
  });
  assert.equal(last, content.length);
  isWhole(path, part);
  assert.ok(!existsSync(`${path}.etag`));
});

test('a finished file is taken again if its hash is right, or else the server has it still by its ETag', async (t) => {
  const { server, url, path } = await withServer(t);
  await fetchFile({ url, sha256 }, path);
  await fetchFile({ url, sha256 }, path);
  assert.equal(server.asked.length, 1);
  writeFileSync(path, 'somebody else’s');
  await fetchFile({ url, sha256 }, path);
  assert.ok(readFileSync(path).equals(content));

  const unknown = `${path}2`;
  await fetchFile({ url }, unknown);
  await fetchFile({ url }, unknown);
  assert.deepEqual(server.asked.slice(2), ['GET /model.bin', 'HEAD /model.bin']);
  const newer = randomBytes(content.length);
  server.files.get('model.bin')!.content = newer;
  await fetchFile({ url }, unknown);
  assert.ok(readFileSync(unknown).equals(newer));
});

test('a connection that breaks in the middle is gone on with, each time from where it broke', async (t) => {
  const { server, url, path, part } = await withServer(t, {
    misbehaviour: [breaksAfter(100_000), breaksAfter(50_000)],
  });
  await fetchFile({ url }, path);
  isWhole(path, part);
  assert.equal(server.asked.length, 3);
  const starts = server.asked.slice(1).map((line) => Number(/bytes=(\d+)-/.exec(line)?.[1]));
  assert.ok(starts[0] > 0 && starts[1] > starts[0], server.asked.join('\n'));
});

test('a server that always breaks at once is given up with a sentence, and what came is gone on with by the next download', async (t) => {
  const { server, url, path, part } = await withServer(t, {
    misbehaviour: [breaksAfter(120_000), ...[1, 2, 3].map(() => breaksAfter(0))],
  });
  await assert.rejects(
    fetchFile({ url }, path),
    /^Error: .* Download it again: it goes on where it stopped, at \d+ bytes\.$/,
  );
  assert.ok(statSync(part).size > 0 && !existsSync(path));
  const before = server.asked.length;
  await fetchFile({ url }, path);
  assert.match(server.asked[before], /bytes=\d+-$/);
  isWhole(path, part);
});

test('a file that has changed since the part was fetched is fetched from its start', async (t) => {
  const { server, url, path } = await withServer(t, { misbehaviour: [breaksAfter(100_000)] });
  const cancelled = AbortSignal.timeout(150);
  await assert.rejects(
    fetchFile({ url }, path, { signal: cancelled }).then(() => assert.fail('cancelled too late')),
  );
  const newer = randomBytes(200_000);
  server.files.get('model.bin')!.content = newer;
  await fetchFile({ url }, path);
  assert.ok(readFileSync(path).equals(newer));
});

test('a server that ignores ranges sends all of it once more', async (t) => {
  const { url, path, part } = await withServer(t, {
    misbehaviour: [
      breaksAfter(100_000),
      (_, response) => response.writeHead(200, { 'content-length': content.length }).end(content),
    ],
  });
  await fetchFile({ url, sha256 }, path);
  isWhole(path, part);
});

test('a range that begins elsewhere than asked is not appended', async (t) => {
  const { url, path, part } = await withServer(t, {
    misbehaviour: [
      breaksAfter(100_000),
      (_, response) =>
        response
          .writeHead(206, { 'content-range': `bytes 5-299999/300000`, 'content-length': content.length - 5 })
          .end(content.subarray(5)),
    ],
  });
  await fetchFile({ url }, path);
  isWhole(path, part);
});

test('lies about length: fewer bytes than told, more than told, another size than the hub told of', async (t) => {
  const short = await withServer(t, {
    misbehaviour: Array.from(
      { length: 50 },
      () => (_: unknown, response: import('node:http').ServerResponse) => {
        response
          .writeHead(200, { 'content-length': content.length + 10 })
          .write(content, () => response.destroy());
      },
    ),
  });
  await assert.rejects(
    fetchFile({ url: short.url }, short.path),
    / of 300010 bytes.*it goes on where it stopped/,
  );

  const long = await withServer(t, {
    // Without a length, in chunks.
    misbehaviour: [(_, response) => response.writeHead(200).end(Buffer.concat([content, content]))],
  });
  await assert.rejects(
    fetchFile({ url: long.url, bytes: content.length }, long.path),
    /sends more than the 300000 bytes that it told of\.$/,
  );

  const other = await withServer(t);
  await assert.rejects(
    fetchFile({ url: other.url, bytes: 5 }, other.path),
    /has another file than was told of: 300000 bytes instead of 5\. Nothing of it is used\.$/,
  );
  for (const { path } of [short, long, other]) assert.ok(!existsSync(path));
  // What is of another file cannot be gone on with.
  for (const { part } of [long, other]) assert.ok(!existsSync(part));
});

test('a wrong hash is a sentence, and nothing stays', async (t) => {
  for (const hash of [
    { sha256: sha256.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) },
    { gitBlob: 'a'.repeat(40) },
  ]) {
    const { url, path, part } = await withServer(t);
    await assert.rejects(
      fetchFile({ url, ...hash }, path),
      /is not the file that was told of: its (SHA-256|Git hash) is/,
    );
    assert.ok(!existsSync(path) && !existsSync(part));
  }
});

test('redirects to another host are followed; endless ones, and those that give up encryption, are not', async (t) => {
  const { server, url, path, part } = await withServer(t);
  const sendsOn = await FileServer.start({
    good: redirect(url),
    round: { content, misbehaviour: Array.from({ length: 9 }, () => sendTo('/round')) },
    nowhere: redirect('ftp://127.0.0.1/x'),
  });
  t.after(() => sendsOn.stop());
  await fetchFile({ url: sendsOn.at('good'), sha256 }, path);
  isWhole(path, part);
  assert.equal(server.asked.length, 1);
  await assert.rejects(
    fetchFile({ url: sendsOn.at('round') }, `${path}2`),
    /from one address to the next more than 5 times/,
  );
  await assert.rejects(
    fetchFile({ url: sendsOn.at('nowhere') }, `${path}3`),
    /which is not encrypted; that is not followed/,
  );
});

test('a name and a password that a redirect brings along are not sent', async (t) => {
  let sent: string | undefined;
  const { url, path } = await withServer(t, {
    misbehaviour: [
      ({ headers }, response) => {
        sent = headers.authorization ?? 'nothing';
        response.writeHead(200, { 'content-length': content.length }).end(content);
      },
    ],
  });
  const sendsOn = await FileServer.start({ x: redirect(url.replace('//', '//me:secret@')) });
  t.after(() => sendsOn.stop());
  await fetchFile({ url: sendsOn.at('x') }, path);
  assert.equal(sent, 'nothing');
});

const sendTo =
  (location: string): NonNullable<ServedFile['misbehaviour']>[number] =>
  (_, response) =>
    response.writeHead(302, { location }).end();
const redirect = (location: string): ServedFile => ({ content, misbehaviour: [sendTo(location)] });

test('no such file, no permission, nobody there: a sentence each', async (t) => {
  const { server, path, url } = await withServer(t, {
    misbehaviour: [(_, response) => response.writeHead(401).end()],
  });
  await assert.rejects(
    fetchFile({ url: server.at('none.bin') }, path),
    /has no \/none\.bin \(status 404\)\.$/,
  );
  await assert.rejects(fetchFile({ url }, path), /does not give \/model\.bin to everybody \(status 401\)/);
  await server.stop();
  await assert.rejects(
    fetchFile({ url }, path),
    /could not be read: nothing listens there\. Download it again/,
  );
});

test('a server that falls silent counts as broken', async (t) => {
  const { url, path, part } = await withServer(t, {
    misbehaviour: [
      (_, response) =>
        void response
          .writeHead(200, { 'content-length': content.length, etag: '"x"' })
          .write(content.subarray(0, 1000)),
    ],
    etag: '"x"',
  });
  await fetchFile({ url }, path, { patience: 300 });
  isWhole(path, part);
});

test('cancelling ends it within 150 ms, and keeps what came', async (t) => {
  const { url, path, part } = await withServer(t, {
    misbehaviour: [
      (_, response) =>
        void response
          .writeHead(200, { 'content-length': content.length })
          .write(content.subarray(0, 100_000)),
    ],
  });
  const cancellation = new AbortController();
  let cancelled = 0;
  const download = fetchFile({ url }, path, {
    signal: cancellation.signal,
    progress: () => {
      cancelled = performance.now();
      cancellation.abort();
    },
  });
  await assert.rejects(download, { name: 'AbortError' });
  assert.ok(performance.now() - cancelled < 150);
  assert.ok(statSync(part).size > 0 && !existsSync(path));
});

test('a file that is packed although nobody asked for that is refused', async (t) => {
  const { url, path } = await withServer(t, {
    misbehaviour: [(_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(content)],
  });
  await assert.rejects(fetchFile({ url }, path), /sends the file packed \(gzip\)/);
});

test('a weak ETag does not tell that two parts are of one file', async (t) => {
  const { server, url, path, part } = await withServer(t, { etag: 'W/"1"', misbehaviour: [breaksWeakly] });
  await fetchFile({ url }, path);
  isWhole(path, part);
  assert.ok(server.asked.every((line) => !line.includes('bytes=')));
});

const breaksWeakly: NonNullable<ServedFile['misbehaviour']>[number] = (_, response, served) => {
  response.setHeader('etag', 'W/"1"');
  response.writeHead(200, { 'content-length': served.length });
  response.write(served.subarray(0, 100_000), () => response.destroy());
};
