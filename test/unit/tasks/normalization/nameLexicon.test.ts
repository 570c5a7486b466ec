import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NameLexicon } from '../../../../server/src/tasks/normalization/nameLexicon';
import { nameLevels } from '../../../../server/src/terminology/candidates/levels';

const disease = (wording: string, ...concepts: string[]) => ({ wording, type: 'Disease', concepts });

const lexicon = NameLexicon.learn(
  [
    disease('diabetes mellitus', 'D003920'),
    disease('Diabetes Mellitus', 'D003920'),
    disease('diabetes-mellitus', 'D003924'),
    disease('hemorrhagic cystitis', 'D006470', 'D003556'),
  ],
  [disease('diabetes mellitus', 'MESH:D003924'), disease('sugar disease', 'MESH:D003920')],
);

test('a name has every meaning that it was given, the most frequent of the own documents first', () => {
  assert.deepEqual(lexicon.senses('DIABETES MELLITUS', 'Disease'), [
    { meaning: 'MESH:D003920', count: 2, elsewhere: 0 },
    { meaning: 'MESH:D003924', count: 1, elsewhere: 1 },
  ]);
  assert.deepEqual(lexicon.find('Sugar-Disease', 'Disease'), ['MESH:D003920']);
  assert.deepEqual(lexicon.senses('diabetes mellitus', 'Chemical'), []);
});

test('several concepts at once are one meaning, in whatever order they are written', () => {
  const written = (...concepts: string[]) =>
    NameLexicon.learn([disease('x', ...concepts)]).senses('x', 'Disease')[0].meaning;
  assert.equal(written('D006470', 'D003556'), 'MESH:D003556|MESH:D006470');
  assert.equal(written('MESH:D003556', 'D006470'), written('D006470', 'D003556'));
});

test('the lexicon survives its file, sorted', () => {
  const tsv = lexicon.toTsv();
  assert.equal(
    tsv,
    [
      'Disease\tdiabetes mellitus\tMESH:D003920\t2\t0\n',
      'Disease\tdiabetes mellitus\tMESH:D003924\t1\t1\n',
      'Disease\themorrhagic cystitis\tMESH:D003556|MESH:D006470\t1\t0\n',
      'Disease\tsugar disease\tMESH:D003920\t0\t1\n',
    ].join(''),
  );
  assert.equal(NameLexicon.fromTsv(tsv).toTsv(), tsv);
});

test('the most similar annotated names are told with their similarity', async () => {
  await lexicon.prepare();
  const [near] = lexicon.similar('haemorrhagic cystitides', 'Disease');
  assert.equal(near.meaning, 'MESH:D003556|MESH:D006470');
  assert.ok(near.similarity > 0.6 && near.similarity < 1);
  assert.deepEqual(lexicon.similar('hemorrhagic cystitis', 'Chemical'), []);
  assert.deepEqual(NameLexicon.fromTsv('').similar('anything', 'Disease'), []);
});

test('names that a symbol could be short for are found, those that annotators used most first', () => {
  const names = NameLexicon.learn([
    disease('acute liver failure', 'D017114'),
    disease('alfalfa allergy', 'D004342'),
    disease('renal failure', 'D051437'),
  ]);
  assert.deepEqual(names.spelledOut('ALF', 'Disease', 5), [
    { meaning: 'MESH:D017114', fit: 1, votes: 1 },
    { meaning: 'MESH:D004342', fit: 0.8, votes: 1 },
  ]);
});

test('how often a concept is annotated counts all its names', () => {
  assert.deepEqual(lexicon.total('MESH:D003920', 'Disease'), {
    meaning: 'MESH:D003920',
    count: 2,
    elsewhere: 1,
  });
  assert.equal(lexicon.total('MESH:D003920', 'Chemical'), undefined);
});

test('files of earlier models, with fewer columns and bare ids, are read', () =>
  assert.deepEqual(
    NameLexicon.fromTsv('Disease\tbreast cancer\tD001943\n').find('Breast-Cancer', 'Disease'),
    ['MESH:D001943'],
  ));

test('a name that is alike at a looser level has the concept most often given to such names', () => {
  const names = NameLexicon.fromTsv(
    'Disease\tchanged mood\tD1\t2\nDisease\tmood change\tD2\t3\nDisease\tmood changes\tD2\t1\n',
  );
  const stems = nameLevels.find(({ id }) => id === 'stems')!;
  assert.deepEqual(names.find('mood, changing', 'Disease', stems), ['D2']);
  assert.equal(names.find('mood, changing', 'Disease'), undefined);
});

test('a damaged lexicon is told with its line', () =>
  assert.throws(() => NameLexicon.fromTsv('Disease\tx\tD1\nDisease y D2\n'), /names\.tsv, line 2/));
