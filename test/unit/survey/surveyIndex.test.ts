import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { AnnotatedDocument } from '../../../server/src/annotation/model';
import { type DocumentFindings, findingsIn } from '../../../server/src/survey/findings';
import { SurveyIndex } from '../../../server/src/survey/surveyIndex';

const names: Readonly<Record<string, string>> = { 'MESH:D009288': 'Naproxen', 'MESH:D014456': 'Ulcer' };
const newIndex = () => new SurveyIndex((id) => names[id]);

/** A document of words, some of them concepts: `naproxen=D009288`. The first chemical is said to induce the first disease. */
function document(id: string, said: string): DocumentFindings {
  let text = '';
  const mentions: AnnotatedDocument['mentions'][number][] = [];
  for (const [, word = '', concept] of said.matchAll(/(\S+?)(?:=(\S*))?(?:\s|$)/g)) {
    if (concept !== undefined)
      mentions.push({
        spans: [{ start: text.length, end: text.length + word.length }],
        type: concept.endsWith('D014456') ? 'Disease' : 'Chemical',
        concepts: concept === '' ? [] : [{ id: concept }],
        origin: 'predicted',
      });
    text += `${word} `;
  }
  const [subject, object] = ['Chemical', 'Disease'].map((type) =>
    mentions.find((each) => each.type === type),
  );
  const [from, to] = [subject?.concepts[0]?.id, object?.concepts[0]?.id];
  const evidence =
    subject && object
      ? [{ sentence: { start: 0, end: text.length }, subject: subject.spans[0], object: object.spans[0] }]
      : [];
  const relations =
    from && to ? [{ type: 'CID', subject: from, object: to, evidence, origin: 'predicted' as const }] : [];
  return findingsIn({ id, text, mentions, relations });
}

test('concepts are counted over files under the name of their terminology; names in no terminology under their wording', () => {
  const index = newIndex();
  index.set('/a.txt', [document('a', 'Naproxen=D009288 made ulcers=MESH:D014456 and oddity=')]);
  index.set('/b.txt', [document('b1', 'naproxen=D009288 naproxen=D009288'), document('b2', 'Oddity=')]);
  assert.deepEqual(
    index.concepts().map(({ name, type, mentions, documents }) => [name, type, mentions, documents]),
    [
      ['Naproxen', 'Chemical', 3, 2],
      ['Oddity', 'Chemical', 2, 2],
      ['Ulcer', 'Disease', 1, 1],
    ],
  );
  assert.deepEqual(
    index.concepts('ulcers').map(({ name }) => name),
    ['Ulcer'],
  );
  assert.deepEqual(
    index.concepts('d009').map(({ name }) => name),
    ['Naproxen'],
  );
  const [claim] = index.relations('NAPROXEN');
  assert.deepEqual([claim?.subjectName, claim?.objectName, claim?.documents], ['Naproxen', 'Ulcer', 1]);
  const [most, least] = index.mentionsOf('MESH:D009288');
  assert.deepEqual(
    [most?.source, most?.id, most?.places.map(({ start }) => start)],
    ['/b.txt', 'b1', [0, 9]],
  );
  assert.deepEqual(least?.places[0], {
    start: 0,
    end: 8,
    text: 'Naproxen',
    before: '',
    after: ' made ulcers and oddity ',
  });
  assert.equal(index.claimsOf(claim!)[0]?.places[0]?.text, 'Naproxen made ulcers and oddity ');
});

test('a file that is read anew or is gone takes with it what it said, and nothing else', () => {
  const index = newIndex();
  index.set('/a.txt', [document('a', 'naproxen=D009288 ulcers=D014456')]);
  index.set('/b.txt', [document('b', 'naproxen=D009288')]);
  index.set('/a.txt', [document('a', 'nothing')]);
  assert.deepEqual(
    index.concepts().map(({ id, mentions }) => [id, mentions]),
    [['MESH:D009288', 1]],
  );
  assert.deepEqual(index.relations(), []);
  index.delete('/b.txt');
  index.delete('/b.txt');
  assert.deepEqual(index.concepts(), []);
});

test('however files came, changed and went, the index is that of the files that are there', () => {
  const said = fc.array(
    fc.constantFrom('naproxen=D009288', 'ulcers=D014456', 'Ulcer=D014456', 'odd=', 'and', 'aspirin=D001241'),
    { maxLength: 6 },
  );
  const change = fc.tuple(fc.constantFrom('/a', '/b', '/c'), fc.option(fc.array(said, { maxLength: 3 })));
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      const index = newIndex();
      const files = new Map<string, DocumentFindings[]>();
      for (const [path, documents] of changes) {
        const findings = documents?.map((words, number) => document(`${number}`, words.join(' ')));
        if (findings) {
          files.set(path, findings);
          index.set(path, findings);
        } else {
          files.delete(path);
          index.delete(path);
        }
      }
      const anew = newIndex();
      for (const [path, findings] of files) anew.set(path, findings);
      assert.deepEqual(index.concepts(), anew.concepts());
      assert.deepEqual(index.relations(), anew.relations());
      for (const { id } of anew.concepts()) assert.deepEqual(index.mentionsOf(id), anew.mentionsOf(id));
      assert.equal(index.fileCount, files.size);
    }),
    { numRuns: 150 },
  );
});
