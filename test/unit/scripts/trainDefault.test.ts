import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

test('a mistyped option makes no other model than the one that was meant', () => {
  // Without corpora nothing could be trained even if the option were taken.
  const env = { ...process.env, BIOGLOSS_DATA: '/nowhere' };
  const ask = (...words: string[]) => {
    const command = ['scripts/trainDefault.mjs', ...words];
    const { status, stderr } = spawnSync(process.execPath, command, { env, encoding: 'utf8' });
    assert.equal(status, 1);
    return stderr;
  };
  assert.match(ask('--twn'), /Unknown option '--twn'/);
  assert.match(ask('twin'), /Unexpected argument 'twin'/);
  assert.match(ask('--twin', '--resume'), /train\.PubTator\.txt is missing: set BIOGLOSS_DATA/);
});
