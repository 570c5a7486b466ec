import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readPubTator } from '../../../../server/src/formats/pubtator/read';
import { read } from '../../../../server/src/tasks/reading';
import { findCandidates } from '../../../../server/src/tasks/relation/candidates';
import { findEvidence } from '../../../../server/src/tasks/relation/evidence';
import { pairFeatures } from '../../../../server/src/tasks/relation/pairFeatures';
import { contains } from '../../../../server/src/text/span';
import { chemicalDisease } from './markedUnit';

const folder = join(process.env.BIOGLOSS_DATA ?? '../shared/data', 'corpora/bc5cdr');

for (const [file, expected] of [
  ['train.PubTator.txt', 1038],
  ['dev.PubTator.txt', 1012],
] as const) {
  const path = join(folder, file);
  const skip = !existsSync(path) && `${path} is not here`;
  test(`every relation of BC5CDR's ${file} is a candidate, with features and evidence`, { skip }, () => {
    let reached = 0;
    for (const { text, passages, mentions, relations } of readPubTator(readFileSync(path, 'utf8'))
      .documents) {
      const unit = { ...read(text, passages), mentions };
      const candidates = findCandidates(unit, chemicalDisease);
      assert.ok(pairFeatures(candidates).dense.every(Number.isFinite));
      for (const { subject, object } of relations) {
        const pair = candidates.pairs.find(
          (pair) => pair.subject.id === subject && pair.object.id === object,
        );
        if (!pair) continue;
        reached++;
        const evidence = findEvidence(unit, pair);
        assert.ok(evidence.length > 0);
        for (const item of evidence)
          assert.ok(contains(item.sentence, item.subject) && contains(item.sentence, item.object));
      }
    }
    assert.equal(reached, expected);
  });
}
