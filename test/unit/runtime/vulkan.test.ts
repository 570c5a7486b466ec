import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { whyNoWebGpu } from '../../../server/src/runtime/vulkan';

test('on Linux, WebGPU is tried only where a Vulkan loader and a graphics processor are', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const why = (environment: NodeJS.ProcessEnv = {}) =>
    whyNoWebGpu('linux', { libraries: ['/nowhere', folder], devices: folder, environment });
  assert.match(why()!, /libvulkan\.so\.1 is not installed/);
  writeFileSync(join(folder, 'libvulkan.so.1'), '');
  assert.match(why()!, /no graphics processor/);
  assert.equal(why({ VK_DRIVER_FILES: '/software.json' }), undefined);
  mkdirSync(join(folder, 'dri'));
  writeFileSync(join(folder, 'dri', 'renderD128'), '');
  assert.equal(why(), undefined);
});

test('elsewhere WebGPU is always tried', () =>
  assert.equal(whyNoWebGpu('darwin', { libraries: [], devices: '/nowhere', environment: {} }), undefined));
