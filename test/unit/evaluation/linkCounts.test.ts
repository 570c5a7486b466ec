import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnnotatedDocument, ConceptChoice } from '../../../server/src/annotation/model';
import { scoreCorpus } from '../../../server/src/evaluation/score';

/** A document of names, a word each, with their ids and what else they may mean. */
function names(...mentions: { name: string; ids: string[]; alternatives?: string[][] }[]): AnnotatedDocument {
  let text = '';
  const annotated = mentions.map(({ name, ids, alternatives }) => {
    const start = text.length;
    text += `${name} `;
    return {
      spans: [{ start, end: start + name.length }] as const,
      type: 'Disease',
      concepts: ids.map((id) => ({ id })),
      alternatives: alternatives?.map(
        (choice, i): ConceptChoice => ({ concepts: choice.map((id) => ({ id })), score: 0.1 / (i + 1) }),
      ),
      origin: 'predicted' as const,
    };
  });
  return { id: '1', text, passages: [], mentions: annotated, relations: [] };
}

test('a link counts among the first five where an alternative has all of its ids', () => {
  const gold = names(
    { name: 'flu', ids: ['D1'] },
    { name: 'cold', ids: ['D2', 'D3'] },
    { name: 'ache', ids: ['D4'] },
    { name: 'itch', ids: ['D5'] },
  );
  const others = ['D91', 'D92', 'D93', 'D94'].map((id) => [id]);
  const predicted = names(
    { name: 'flu', ids: ['D1'], alternatives: [] },
    { name: 'cold', ids: ['D2'], alternatives: [['D9'], ['MESH:D3', 'D2']] },
    { name: 'ache', ids: ['D9'], alternatives: [...others, ['D4']] },
    { name: 'itch', ids: ['D9'], alternatives: [['D4', 'D5']] },
  );
  const scores = scoreCorpus([gold], [predicted]);
  assert.deepEqual([scores['link_acc_Disease'], scores['link_acc5_Disease']], [0.25, 0.5]);
  assert.equal(scoreCorpus([gold], [gold])['link_acc5_Disease'], undefined);
});

test('"not in the terminology" is a finding of its own, where gold has both kinds', () => {
  const gold = names(
    { name: 'flu', ids: ['D1'] },
    { name: 'cold', ids: [] },
    { name: 'ache', ids: ['-1'] },
    { name: 'itch', ids: ['D5'] },
  );
  const predicted = names(
    { name: 'flu', ids: ['D1'] },
    { name: 'cold', ids: ['text:cold'] },
    { name: 'ache', ids: ['D4'] },
    { name: 'itch', ids: [] },
  );
  const { nil_Disease } = scoreCorpus([gold], [predicted]);
  assert.deepEqual(nil_Disease, { p: 0.5, r: 0.5, f1: 0.5, tp: 1, fp: 1, fn: 1 });
  const linked = names({ name: 'flu', ids: ['D1'] });
  assert.equal(scoreCorpus([linked], [linked])['nil_Disease'], undefined);
});

test('names are told apart by what a model has seen of them', () => {
  const seen = names(
    { name: 'Flu', ids: ['D1'] },
    { name: 'flu', ids: ['D1'] },
    { name: 'cold', ids: ['D2'] },
  );
  const gold = names(
    { name: 'flu', ids: ['D1'] },
    { name: 'Cold', ids: ['D9'] },
    { name: 'itch', ids: ['D5'] },
  );
  const predicted = names(
    { name: 'flu', ids: ['D1'] },
    { name: 'Cold', ids: ['D2'] },
    { name: 'itch', ids: ['D5'] },
  );
  const scores = scoreCorpus([gold], [predicted], { seen: [seen] });
  assert.deepEqual(
    ['seen', 'unseen', 'rare', 'ambiguous'].map((group) => scores[`link_acc_${group}_Disease`]),
    [0.5, 1, 0.5, 0],
  );
});
