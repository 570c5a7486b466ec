import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSidecar, writeSidecar } from '../../../server/src/curation/sidecar';
import { mention, relation } from './decided';

const text = 'Naproxen 🙂 caused severe ulcers.';
const ulcers = { words: 'ulcers', type: 'Disease', concepts: ['MESH:D014456'] };
const corrected = mention(text, {
  was: ulcers,
  is: { words: 'severe ulcers', type: 'Disease' },
  note: '“ß”\t',
});
const first = '{"format":"biogloss-curation","version":1}';

test('a sidecar is a line a decision, in order of reading, and comes back as it was', () => {
  const decisions = [
    corrected,
    mention(text, { was: { words: 'Naproxen', type: 'Chemical' } }),
    relation(text, true, { evidence: [['Naproxen', 'ulcers']] }),
    { kind: 'note' as const, id: 'n', by: 'Ada', when: '2026-01-02T03:04:05Z', note: 'read again' },
  ];
  const written = writeSidecar({ decisions, unread: [], others: {} });
  assert.deepEqual(
    written.split('\n').map((line) => /"kind":"(\w+)"/.exec(line)?.[1]),
    [undefined, 'note', 'mention', 'relation', 'mention', undefined],
  );
  const { sidecar, problems } = readSidecar(written);
  assert.deepEqual(problems, []);
  assert.deepEqual(new Set(sidecar!.decisions), new Set(decisions));
  assert.equal(writeSidecar(sidecar!), written);
  assert.equal(writeSidecar({ ...sidecar!, decisions: [...sidecar!.decisions].reverse() }), written);
});

test('what a later version says besides is kept, at every place', () => {
  const [, line] = writeSidecar({ decisions: [corrected], unread: [], others: {} }).split('\n');
  const more = line!
    .replace('"place":{', '"place":{"page":3,')
    .replace('"is":{', '"is":{"negated":true,')
    .replace('"kind"', '"sure":0.5,"kind"');
  const { sidecar, problems } = readSidecar(
    `{"format":"biogloss-curation","version":1,"team":"ward"}\n${more}\n`,
  );
  assert.deepEqual(problems, []);
  const [header, written] = writeSidecar(sidecar!).split('\n');
  assert.equal(JSON.parse(header!).team, 'ward');
  assert.deepEqual(JSON.parse(written!), JSON.parse(more));
});

test('a line that is wrong is told with its number, does not count, and is written back as it is', () => {
  const [, good] = writeSidecar({ decisions: [corrected], unread: [], others: {} }).split('\n');
  const wrong = [
    ['{"kind":"mention"', /not JSON/],
    [good!.replace('"mention"', '"remark"'), /"kind"/],
    [good!.replace('"id":"ulcers"', '"id":"a"').replace('[7,13]', '[7,99]'), /beyond the words/],
    [good!.replace('"id":"ulcers"', '"id":"b"').replace('[7,13]', '[13,7]'), /after its start/],
    [good!, /line 2 has a decision with the id "ulcers" already/],
    ['<<<<<<< ours', /git has left two versions/],
  ] as const;
  const { sidecar, problems } = readSidecar([first, good, ...wrong.map(([line]) => line), ''].join('\r\n'));
  assert.equal(sidecar!.decisions.length, 1);
  for (const [index, [line, message]] of wrong.entries()) {
    assert.equal(problems[index]!.line, index + 3);
    assert.match(problems[index]!.message, message);
    assert.ok(writeSidecar(sidecar!).includes(`${line}\n`), line);
  }
});

test('what is no sidecar, or one of a newer version, is refused', () => {
  for (const other of ['', '{}', 'Naproxen', '[]'])
    assert.match(readSidecar(other).problems[0]!.message, /this is no sidecar/);
  const newer = readSidecar('{"format":"biogloss-curation","version":2}');
  assert.equal(newer.sidecar, undefined);
  assert.match(newer.problems[0]!.message, /newer BioGloss/);
});
