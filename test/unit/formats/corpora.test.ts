import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { differencesOf } from '../../../server/src/formats/differences';
import { thereAndBack } from '../../../server/src/formats/losses';
import { readPubTator } from '../../../server/src/formats/pubtator/read';
import { writePubTator } from '../../../server/src/formats/pubtator/write';
import { formatById } from '../../../server/src/formats/registry';
import { corpusFile, unlessCorpus } from '../../corpora';

// Some documents of each corpus; `npm run bench -- roundTrips` takes all of them through all pairs of formats.
const sample = 25;

for (const name of ['bc5cdr/dev', 'ncbi-disease/train', 'biored/dev', 'chemdisgene-curated/all']) {
  test(`${name}: what is in its file comes back from every format`, { skip: unlessCorpus(name) }, () => {
    const { documents: all } = readPubTator(readFileSync(corpusFile(name)!, 'utf8'));
    const documents = all.slice(0, sample);
    const file = writePubTator(documents);
    for (const id of ['pubtator', 'json', 'jsonl', 'bioc-json', 'bioc-xml', 'brat', 'web-annotation']) {
      const { documents: back, problems } = thereAndBack(formatById(id)!, documents)!;
      assert.deepEqual(problems, [], id);
      assert.deepEqual(differencesOf(documents, back), [], id);
      assert.equal(writePubTator(back), file, id);
    }
  });
}
