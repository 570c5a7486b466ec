import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EntityMention } from '../../../../server/src/annotation/model';
import { Linker } from '../../../../server/src/tasks/normalization/linker';
import { linkMentions } from '../../../../server/src/tasks/normalization/linkMentions';
import { NameLexicon } from '../../../../server/src/tasks/normalization/nameLexicon';
import { read } from '../../../../server/src/tasks/reading';
import { Terminologies } from '../../../../server/src/terminology/terminologies';
import { plainTextPassages } from '../../../../server/src/text/plainText';
import { indexOf } from '../../terminology/imported';

const lexicon = NameLexicon.learn([
  { wording: 'diabetes mellitus', type: 'Disease', concept: 'D003920' },
  { wording: 'Diabetes Mellitus', type: 'Disease', concept: 'D003920' },
  { wording: 'diabetes mellitus', type: 'Disease', concept: 'D003924' },
]);

const terminology = indexOf(
  { id: 'MESH:D003920', preferredName: 'Diabetes Mellitus', synonyms: [], types: ['Disease'] },
  {
    id: 'MESH:D013274',
    preferredName: 'Stomach Neoplasms',
    synonyms: ['Gastric Cancer', 'Cancer of Stomach'],
    types: ['Disease'],
  },
  { id: 'MESH:D009288', preferredName: 'Naproxen', synonyms: ['Naprosyn'], types: ['Chemical'] },
);
const linker = new Linker(lexicon, new Terminologies([terminology]));

/** The concept ids of the named stretches of a text, all of one type. */
function concepts(text: string, names: readonly string[], type = 'Disease'): string[] {
  let from = 0;
  const mentions = names.map((name): EntityMention => {
    const start = text.indexOf(name, from);
    from = start + name.length;
    return { spans: [{ start, end: from }], type, concepts: [], origin: 'predicted' };
  });
  return linkMentions(read(text, plainTextPassages(text)), mentions, linker).map(
    (mention) => mention.concepts[0].id,
  );
}

test('a name has the concept that annotators gave it most often, whatever its case', () =>
  assert.deepEqual(concepts('DIABETES MELLITUS is common.', ['DIABETES MELLITUS']), ['MESH:D003920']));

test('a name that nobody annotated has the concept that a terminology has for it, with its preferred name', () => {
  assert.deepEqual(concepts('Gastric cancers were rare.', ['Gastric cancers']), ['MESH:D013274']);
  assert.deepEqual(linker.link('Naprosyn', 'Chemical'), { id: 'MESH:D009288', name: 'Naproxen' });
  assert.deepEqual(linker.link('diabetes mellitus', 'Disease'), {
    id: 'MESH:D003920',
    name: 'Diabetes Mellitus',
  });
});

test('a concept of another type is not meant', () =>
  assert.deepEqual(linker.link('Naproxen', 'Disease'), { id: 'text:naproxen' }));

test('a name that nobody knows stands for itself', () =>
  assert.deepEqual(concepts('Gastric ulcers and gastric-ulcers.', ['Gastric ulcers', 'gastric-ulcers']), [
    'text:gastric ulcers',
    'text:gastric ulcers',
  ]));

test('a name of another type is another name', () =>
  assert.deepEqual(concepts('diabetes mellitus', ['diabetes mellitus'], 'Gene'), ['text:diabetes mellitus']));

test('a short form takes the concept of its long form, before and after the definition', () =>
  assert.deepEqual(
    concepts('DM worsened. Diabetes mellitus (DM) was common; DM is treated.', [
      'DM',
      'Diabetes mellitus',
      'DM',
      'DM',
    ]),
    ['MESH:D003920', 'MESH:D003920', 'MESH:D003920', 'MESH:D003920'],
  ));

test('a short form of something that is no mention is a name of its own', () =>
  assert.deepEqual(concepts('The data monitor (DM) had DM.', ['DM', 'DM']), ['text:dm', 'text:dm']));

test('the lexicon survives its file, sorted', () => {
  const tsv = lexicon.toTsv();
  assert.equal(tsv, 'Disease\tdiabetes mellitus\tD003920\n');
  assert.equal(NameLexicon.fromTsv(tsv).toTsv(), tsv);
});

test('a damaged lexicon is told with its line', () =>
  assert.throws(() => NameLexicon.fromTsv('Disease\tx\tD1\nDisease y D2\n'), /names\.tsv, line 2/));
