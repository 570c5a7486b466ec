import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { emptyFile, saveSidecar } from '../../../server/src/curation/sidecarFile';
import { savedOverKills, saveForever, stateOf } from '../../support/killedSaving';
import { files } from '../cli/shell';

if (process.argv[2] === 'save') void saveForever(process.argv[3]!);
else {
  test('a process that is killed while it saves leaves one whole sidecar, and the next goes on', async () => {
    const { folder, killed } = await savedOverKills(__filename, (count) =>
      count < 8 ? count * 5 : undefined,
    );
    assert.equal(killed, 8);
    rmSync(folder, { recursive: true });
  });

  test('on a full disk the sidecar stays as it was, and nothing else is left', {
    skip: process.platform === 'win32',
  }, async (t) => {
    const path = files(t, { 'paper.txt': 'text' })('paper.txt.curation');
    await saveSidecar(path, emptyFile, stateOf(1));
    const before = readFileSync(path, 'utf8');
    // The states are longer than the two kilobytes that a file may have here.
    const command = `trap '' XFSZ; ulimit -f 2; exec "$0" "$1" save "$2"`;
    const failed = await promisify(execFile)('bash', [
      '-c',
      command,
      process.execPath,
      __filename,
      path,
    ]).then(
      () => assert.fail('it was saved'),
      (error: { stderr: string }) => error.stderr,
    );
    assert.match(failed, /Nothing was written; the decisions are only in memory\./);
    assert.equal(readFileSync(path, 'utf8'), before);
    assert.deepEqual(readdirSync(join(path, '..')).sort(), ['paper.txt', 'paper.txt.curation']);
  });
}
