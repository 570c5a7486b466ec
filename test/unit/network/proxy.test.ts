import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fetchFile } from '../../../server/src/network/fetchFile';
import { useProxy } from '../../../server/src/network/proxy';
import { request } from '../../../server/src/network/request';
import { FileServer, ProxyServer } from '../../support/fileServer';

const names = [
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'ALL_PROXY',
  'all_proxy',
];

/** A server, a proxy, and an environment that names the proxy. */
async function behindProxy(
  t: TestContext,
  environment: (proxy: string) => Record<string, string>,
  password?: string,
) {
  const server = await FileServer.start({ 'a.txt': 'content' });
  const proxy = await ProxyServer.start(password);
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-proxy-'));
  const before = { ...process.env };
  for (const name of names) delete process.env[name];
  Object.assign(process.env, environment(proxy.address));
  t.after(async () => {
    for (const name of names) delete process.env[name];
    Object.assign(process.env, before);
    await Promise.all([server.stop(), proxy.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });
  return { server, proxy, url: server.at('a.txt'), path: join(folder, 'a.txt') };
}

test('a plain address goes through HTTP_PROXY as an absolute one', async (t) => {
  const { proxy, url, path } = await behindProxy(t, (HTTP_PROXY) => ({ HTTP_PROXY }));
  await fetchFile({ url }, path);
  assert.equal(readFileSync(path, 'utf8'), 'content');
  assert.deepEqual(proxy.asked, [`GET ${url}`]);
});

test('NO_PROXY goes past it', async (t) => {
  const { proxy, url, path } = await behindProxy(t, (HTTP_PROXY) => ({
    HTTP_PROXY,
    NO_PROXY: 'example.org,127.0.0.1',
  }));
  await fetchFile({ url }, path);
  assert.deepEqual(proxy.asked, []);
});

test('an encrypted address goes through CONNECT, so that the proxy sees the host alone', async (t) => {
  const { server, proxy } = await behindProxy(t, (HTTPS_PROXY) => ({ HTTPS_PROXY }));
  // Behind the tunnel is no TLS: what matters is who was asked for it.
  const url = new URL(server.at('a.txt').replace('http:', 'https:'));
  await assert.rejects(request(url), /could not be read: /);
  assert.deepEqual(proxy.asked, [`CONNECT ${url.host}`]);
});

test('a proxy that wants a password gets it from its address; without one the person is told', async (t) => {
  const withPassword = (address: string) => ({ HTTP_PROXY: address.replace('//', '//me:secret@') });
  const { url, path } = await behindProxy(t, withPassword, 'me:secret');
  await fetchFile({ url }, path);
  process.env.HTTP_PROXY = process.env.HTTP_PROXY!.replace('me:secret@', 'me:wrong@');
  await assert.rejects(fetchFile({ url }, `${path}2`), (error: Error) => {
    assert.match(error.message, /^The proxy asks for a name and a password/);
    assert.doesNotMatch(error.message, /wrong/);
    return true;
  });
});

test('the editor’s proxy counts before the environment’s, and its exceptions beside those', async (t) => {
  const { proxy, url, path } = await behindProxy(t, () => ({
    HTTP_PROXY: 'http://127.0.0.1:9',
    NO_PROXY: 'example.org',
  }));
  useProxy({ proxy: proxy.address });
  await fetchFile({ url }, path);
  assert.equal(proxy.asked.length, 1);
  useProxy({ proxy: proxy.address, noProxy: ['127.0.0.1'] });
  await fetchFile({ url }, `${path}2`);
  assert.equal(proxy.asked.length, 1);
});

test('a proxy’s address that is none is a sentence without the address', async (t) => {
  const { url, path } = await behindProxy(t, () => ({ HTTP_PROXY: 'socks4://me:secret@x' }));
  await assert.rejects(fetchFile({ url }, path), (error: Error) => {
    assert.match(error.message, /^The address of the proxy is not one like http:/);
    assert.doesNotMatch(error.message, /secret/);
    return true;
  });
});
