import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { whyNoWebGpu } from '../../../server/src/runtime/vulkan';

test('on Linux, WebGPU is tried only where a Vulkan loader is installed', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  assert.match(whyNoWebGpu('linux', [folder])!, /libvulkan\.so\.1 is not installed/);
  assert.equal(whyNoWebGpu('darwin', [folder]), undefined);
  writeFileSync(join(folder, 'libvulkan.so.1'), '');
  assert.equal(whyNoWebGpu('linux', ['/nowhere', folder]), undefined);
});
