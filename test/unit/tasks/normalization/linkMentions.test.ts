import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EntityMention } from '../../../../server/src/annotation/model';
import { Linker } from '../../../../server/src/tasks/normalization/linker';
import { linkMentions } from '../../../../server/src/tasks/normalization/linkMentions';
import { NameLexicon } from '../../../../server/src/tasks/normalization/nameLexicon';
import type { Question } from '../../../../server/src/tasks/normalization/questions';
import { read } from '../../../../server/src/tasks/reading';
import { Terminologies } from '../../../../server/src/terminology/terminologies';
import { plainTextPassages } from '../../../../server/src/text/plainText';
import { indexOf } from '../../terminology/imported';

const lexicon = NameLexicon.learn([
  { wording: 'diabetes mellitus', type: 'Disease', concepts: ['D003920'] },
  { wording: 'Diabetes Mellitus', type: 'Disease', concepts: ['D003920'] },
  { wording: 'diabetes mellitus', type: 'Disease', concepts: ['D003924'] },
  { wording: 'hemorrhagic cystitis', type: 'Disease', concepts: ['D006470', 'D003556'] },
]);

const terminology = indexOf(
  { id: 'MESH:D003920', preferredName: 'Diabetes Mellitus', synonyms: [], types: ['Disease'] },
  {
    id: 'MESH:D013274',
    preferredName: 'Stomach Neoplasms',
    synonyms: ['Gastric Cancer', 'Cancer of Stomach'],
    types: ['Disease'],
  },
  { id: 'MESH:D001943', preferredName: 'Breast Neoplasms', synonyms: ['Breast Cancer'], types: ['Disease'] },
  { id: 'MESH:D009288', preferredName: 'Naproxen', synonyms: ['Naprosyn'], types: ['Chemical'] },
  { id: 'MESH:C021342', preferredName: 'phlorizin', synonyms: ['amisulpride'], types: ['Chemical'] },
  { id: 'MESH:D000077582', preferredName: 'Amisulpride', synonyms: [], types: ['Chemical'] },
  { id: 'MESH:C047042', preferredName: 'misoprostol', synonyms: [], types: ['Chemical'] },
  { id: 'MESH:D016595', preferredName: 'Misoprostol', synonyms: [], types: ['Chemical'] },
);
const linker = new Linker(lexicon, new Terminologies([terminology]));

const question = (name: string, type: string): Question => ({ type, names: [{ role: 'read', name }] });
const link = async (name: string, type: string) => (await linker.link([question(name, type)]))[0].concepts;

/** The concept ids of the named stretches of a text, all of one type. */
async function concepts(text: string, names: readonly string[], type = 'Disease'): Promise<string[]> {
  let from = 0;
  const mentions = names.map((name): EntityMention => {
    const start = text.indexOf(name, from);
    from = start + name.length;
    return { spans: [{ start, end: from }], type, concepts: [], origin: 'predicted' };
  });
  const linked = await linkMentions(read(text, plainTextPassages(text)), mentions, linker);
  return linked.map((mention) => mention.concepts.map(({ id }) => id).join('|'));
}

test('a name has the concept that annotators gave it most often, whatever its case', async () =>
  assert.deepEqual(await concepts('DIABETES MELLITUS is common.', ['DIABETES MELLITUS']), ['MESH:D003920']));

test('a type may be called what every object of the language has', async () => {
  for (const type of ['constructor', '__proto__', 'toString'])
    assert.deepEqual(await link('naproxen', type), [{ id: 'text:naproxen' }]);
});

test('a name that nobody annotated has the concept that a terminology has for it, with its preferred name', async () => {
  assert.deepEqual(await concepts('Gastric cancers were rare.', ['Gastric cancers']), ['MESH:D013274']);
  assert.deepEqual(await link('Naprosyn', 'Chemical'), [{ id: 'MESH:D009288', name: 'Naproxen' }]);
  assert.deepEqual(await link('diabetes mellitus', 'Disease'), [
    { id: 'MESH:D003920', name: 'Diabetes Mellitus' },
  ]);
});

test('a concept of another type is not meant', async () =>
  assert.deepEqual(await link('Naproxen', 'Disease'), [{ id: 'text:naproxen' }]));

test('a name that nobody knows stands for itself', async () =>
  assert.deepEqual(
    await concepts('Twitching eyes and twitching-eyes.', ['Twitching eyes', 'twitching-eyes']),
    ['text:twitching eyes', 'text:twitching eyes'],
  ));

test('a name of another type is another name', async () =>
  assert.deepEqual(await concepts('diabetes mellitus', ['diabetes mellitus'], 'Gene'), [
    'text:diabetes mellitus',
  ]));

test('a short form takes the concept of its long form, before and after the definition', async () =>
  assert.deepEqual(
    await concepts('DM worsened. Diabetes mellitus (DM) was common; DM is treated.', [
      'DM',
      'Diabetes mellitus',
      'DM',
      'DM',
    ]),
    ['MESH:D003920', 'MESH:D003920', 'MESH:D003920', 'MESH:D003920'],
  ));

test('a short form of something that is no mention is a name of its own', async () =>
  assert.deepEqual(await concepts('The data monitor (DM) had DM.', ['DM', 'DM']), ['text:dm', 'text:dm']));

test('the plural of a short form, and a short form within a longer name, stand for its long form too', async () =>
  assert.deepEqual(
    await concepts('Gastric cancer (GC): two GCs.', ['Gastric cancer', 'GC', 'GCs']),
    Array(3).fill('MESH:D013274'),
  ));

test('a short form keeps its own concept where nothing knows its long form', async () =>
  assert.deepEqual(await concepts('Novel anti-inflammatory prodrug (Naprosyn)', ['Naprosyn'], 'Chemical'), [
    'MESH:D009288',
  ]));

test('a name in brackets that nothing knows is the one before it, also elsewhere', async () => {
  assert.deepEqual(await concepts('phlorizin (P) and P; [phlorizin]', ['phlorizin', 'P', 'P'], 'Chemical'), [
    'MESH:C021342',
    'MESH:C021342',
    'MESH:C021342',
  ]);
  assert.deepEqual(await concepts('phlorizin or P', ['phlorizin', 'P'], 'Chemical'), [
    'MESH:C021342',
    'text:p',
  ]);
});

test('a name of several concepts has them all', async () => {
  assert.deepEqual(await concepts('Haemorrhagic cystitis', ['Haemorrhagic cystitis']), [
    'MESH:D003556|MESH:D006470',
  ]);
  assert.deepEqual(await concepts('gastric and breast cancers', ['gastric and breast cancers']), [
    'MESH:D013274|MESH:D001943',
  ]);
});

test('of concepts with the same name the one that annotators could choose is meant', async () => {
  assert.equal((await link('amisulpride', 'Chemical'))[0].id, 'MESH:C021342');
  assert.equal((await link('misoprostol', 'Chemical'))[0].id, 'MESH:D016595');
});

test('a long form that is no mention is asked for too', async () =>
  assert.deepEqual(await concepts('Breast-cancer (BC) in BC', ['BC', 'BC']), [
    'MESH:D001943',
    'MESH:D001943',
  ]));

test('a name that is spelled otherwise has the most similar concept, a longer one that of most of its words', async () => {
  assert.deepEqual(await concepts('diabetes melitus', ['diabetes melitus']), ['MESH:D003920']);
  assert.deepEqual(
    await concepts('late postoperative gastric cancer', ['late postoperative gastric cancer']),
    ['MESH:D013274'],
  );
  assert.deepEqual(await concepts('naproxen-like substance', ['naproxen-like substance'], 'Chemical'), [
    'MESH:D009288',
  ]);
});

test('plain names need no tables', () => {
  const hasty = new Linker(lexicon, new Terminologies([terminology]));
  const plain = (name: string) => hasty.linkPlain(question(name, 'Disease')).concepts.map(({ id }) => id);
  assert.deepEqual(plain('Diabetes-Mellitus'), ['MESH:D003920']);
  assert.deepEqual(plain('Gastric cancers'), ['MESH:D013274']);
  assert.deepEqual(plain('gastric carcinoma'), ['text:gastric carcinoma']);
  assert.ok(!hasty.isPrepared);
});

test('in haste, a name that needs the tables stays unlinked; once they are there it is linked', async () => {
  const text = 'Diabetes mellitus and cancers of the stomach.';
  const mentions = ['Diabetes mellitus', 'cancers of the stomach'].map((name): EntityMention => {
    const start = text.indexOf(name);
    return {
      spans: [{ start, end: start + name.length }],
      type: 'Disease',
      concepts: [],
      origin: 'predicted',
    };
  });
  const fresh = new Linker(lexicon, new Terminologies([terminology]));
  const ids = async () =>
    (await linkMentions(read(text, plainTextPassages(text)), mentions, fresh, { haste: true })).map(
      ({ concepts }) => concepts[0].id,
    );
  assert.deepEqual(await ids(), ['MESH:D003920', 'text:cancers of the stomach']);
  await fresh.prepare();
  assert.deepEqual(await ids(), ['MESH:D003920', 'MESH:D013274']);
});
