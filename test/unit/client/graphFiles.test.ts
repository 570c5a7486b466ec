import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { GraphFiles } from '../../../client/src/graph/graphFiles';
import type { KnowledgeGraph } from '../../../server/src/protocol/knowledgeGraph';

const graph = (id: string): KnowledgeGraph => ({
  provenance: { version: '1', given: 'none', minimumScore: 0 },
  documents: [{ id }],
  concepts: [],
  relations: [],
});

test('the newest graphs are kept, and one that is still shown comes back when it is needed', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'biogloss-')), 'graphs');
  try {
    const files = new GraphFiles(folder);
    const paths: string[] = [];
    for (let number = 0; number < 9; number++) {
      const path = await files.next();
      await files.keep(path, graph(`${number}`));
      utimesSync(path, number, number);
      paths.push(path);
    }
    assert.equal(readdirSync(folder).length, 6);
    await assert.rejects(files.read(paths[0]), /not kept any more/);
    await files.keep(paths[0], graph('0'));
    assert.deepEqual(await files.read(paths[0]), graph('0'));
    await files.keep(paths[8], graph('another'));
    assert.deepEqual(await files.read(paths[8]), graph('8'), 'what is there stays');
  } finally {
    rmSync(join(folder, '..'), { recursive: true });
  }
});
