import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EntityMention, Relation } from '../../../server/src/annotation/model';
import { changeStretch, replaced } from '../../../server/src/formats/layout/change';
import { CorpusFile } from '../../../server/src/formats/layout/corpusFile';
import type { DocumentChange } from '../../../server/src/formats/layout/layout';
import { languageOf } from '../../support/corpusLanguage';

/** The first document of a file after a change, or why it cannot be made. */
function changed(
  format: string,
  source: string,
  change: (said: { mentions: readonly EntityMention[]; text: string }) => Partial<DocumentChange>,
): string {
  const file = new CorpusFile(languageOf(format), source, { name: 'notes' });
  const [stretch] = file.stretches;
  const { document } = stretch!.layout(0);
  const nothing = { removed: [], replaced: new Map(), added: [] };
  const done = changeStretch(file, stretch!, 0, { ...nothing, ...change(document!) });
  if ('refusal' in done) return done.refusal;
  return (
    source.slice(0, stretch!.start) +
    replaced(source.slice(stretch!.start, stretch!.end), done.replacements) +
    source.slice(stretch!.end)
  );
}

const mention = (text: string, words: string, type: string, ...ids: string[]): EntityMention => {
  const start = text.indexOf(words);
  return {
    spans: [{ start, end: start + words.length }],
    type,
    concepts: ids.map((id) => ({ id })),
    origin: 'gold',
  };
};

test('doccano’s lists and entities stay lists and entities', () => {
  const triples = '{"text": "Naproxen and ulcers", "label": [[0, 8, "Chemical"]]}\n';
  const add = ({ text }: { text: string }) => ({ added: [mention(text, 'ulcers', 'Disease')] });
  assert.equal(
    changed('jsonl', triples, add),
    '{"text": "Naproxen and ulcers", "label": [[0, 8, "Chemical"], [13, 19, "Disease"]]}\n',
  );
  const entities =
    '{"text":"Naproxen and ulcers","entities":[{"id":7,"label":"Chemical","start_offset":0,"end_offset":8}]}';
  assert.equal(
    changed('jsonl', entities, add),
    entities.replace('}]', '},{"id":8,"label":"Disease","start_offset":13,"end_offset":19}]'),
  );
  assert.match(
    changed('jsonl', triples, ({ text }) => ({ added: [mention(text, 'ulcers', 'Disease', 'D014456')] })),
    /^JSON lines cannot hold 1 concept of a mention\. Nothing was changed\.$/,
  );
});

test('Prodigy’s relations go with the spans that they are between', () => {
  const row =
    '{"text":"Naproxen and ulcers","spans":[{"start":0,"end":8,"label":"Chemical","token_start":0,"token_end":0,"kb_id":"D1"},{"start":13,"end":19,"label":"Disease","kb_id":"D2"}],"relations":[{"label":"CID","head_span":{"start":0,"end":8},"child_span":{"start":13,"end":19}}]}';
  const after = changed('jsonl', row, ({ mentions: [first] }) => ({
    replaced: new Map([[first!, { ...first!, spans: [{ start: 0, end: 12 }] }]]),
  }));
  assert.equal(
    after,
    row
      .replace('"end":8,"label"', '"end":12,"label"')
      .replace(',"token_start":0,"token_end":0', '')
      .replace('{"start":0,"end":8}', '{"start":0,"end":12}'),
  );
});

test('BioC keeps its own names of infons, kinds of ids and places of lists', () => {
  const source = `{"documents": [{"id": 1, "passages": [{"offset": 100, "text": "Naproxen and ulcers", "annotations": [
    {"id": 3, "infons": {"type": "Chemical", "MESH": "D009288"}, "text": "Naproxen", "locations": [{"offset": 100, "length": 8}]}
  ]}], "relations": [{"id": "R0", "infons": {"relation": "CID", "Chemical": "D009288", "Disease": "D1"}}]}]}`;
  const relation: Relation = { type: 'CID', subject: 'D009288', object: 'D2', evidence: [], origin: 'gold' };
  assert.equal(
    changed('bioc-json', source, ({ text }) => ({
      added: [mention(text, 'ulcers', 'Chemical', 'D2'), relation],
    })),
    source
      .replace(
        '"length": 8}]}',
        '"length": 8}]},\n    {"id": 4, "infons": {"type": "Chemical", "MESH": "D2"}, "text": "ulcers", "locations": [{"offset": 113, "length": 6}]}',
      )
      .replace(
        '"Disease": "D1"}}',
        '"Disease": "D1"}}, {"id": "R1", "infons": {"relation": "CID", "Chemical": "D009288", "Disease": "D2"}, "nodes": []}',
      ),
  );
});

test('tags are those of the file’s own way', () => {
  const grown = ({ mentions: [first] }: { mentions: readonly EntityMention[] }) => ({
    replaced: new Map([[first!, { ...first!, spans: [{ start: 0, end: 14 }] as const }]]),
  });
  assert.equal(
    changed('conll', 'stomach\tO\nulcers\tB-D\n', ({ mentions: [first] }) => ({ removed: [first!] })),
    'stomach\tO\nulcers\tO\n',
  );
  const ofBioes = 'stomach S-D\nulcers O\nheal O\n';
  assert.equal(changed('conll', ofBioes, grown), 'stomach B-D\nulcers E-D\nheal O\n');
  const ofIob1 = 'stomach\tI-D\nulcers\tO\nsores\tO\n';
  assert.equal(changed('conll', ofIob1, grown), 'stomach\tI-D\nulcers\tI-D\nsores\tO\n');
  assert.equal(
    changed('conll', ofIob1, ({ text }) => ({ added: [mention(text, 'ulcers', 'D')] })),
    'stomach\tI-D\nulcers\tB-D\nsores\tO\n',
  );
  assert.match(
    changed('conll', ofIob1, ({ text }) => ({ added: [mention(text, 'ulc', 'D')] })),
    /cannot hold 1 mention\. Nothing was changed\.$/,
  );
});

test('a line of PubTator without a column of ids gets one, and what the format cannot hold is said', () => {
  const source = '1|t|Naproxen and stomach ulcers\r\n1|a|\r\n1\t21\t27\tulcers\tDisease';
  assert.equal(
    changed('pubtator', source, ({ mentions: [first] }) => ({
      replaced: new Map([[first!, { ...first!, concepts: [{ id: 'D1' }] }]]),
    })),
    `${source}\tD1`,
  );
  const interrupted: EntityMention = {
    ...mention('', '', 'Disease'),
    spans: [
      { start: 0, end: 8 },
      { start: 13, end: 20 },
    ],
  };
  assert.equal(
    changed('pubtator', source, () => ({ added: [interrupted] })),
    'PubTator cannot hold 1 gap of an interrupted mention. Nothing was changed.',
  );
});
