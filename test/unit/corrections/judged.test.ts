import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EntityMention, Relation } from '../../../server/src/annotation/model';
import { judgedPart } from '../../../server/src/corrections/judged';
import type { Decision } from '../../../server/src/curation/decision';
import { plainTextPassages } from '../../../server/src/text/plainText';
import { mention, relation } from '../curation/decided';

const text = 'Naproxen caused ulcers. Aspirin was safe. Nobody had seizures. All went home.';
const document = { id: 'paper.txt', text, passages: plainTextPassages(text) };

function found(words: string, type: string): EntityMention {
  const start = text.indexOf(words);
  const spans = [{ start, end: start + words.length }] as const;
  return { spans, type, concepts: [{ id: 'MESH:D1' }], origin: 'predicted', score: 0.9 };
}
const naproxen = { words: 'Naproxen', type: 'Chemical' };
const ulcers = { words: 'ulcers', type: 'Disease' };
const aspirin = { words: 'Aspirin', type: 'Chemical' };
const predicted = {
  mentions: [found('Naproxen', 'Chemical'), found('ulcers', 'Disease'), found('Aspirin', 'Chemical')],
  relations: [] as Relation[],
};
const both = new Set(['Chemical', 'Disease']);

const judged = (
  decisions: readonly Decision[],
  { isFinished = false, types = both, found = both, relations = predicted.relations } = {},
) =>
  judgedPart({ document, decisions, predicted: { ...predicted, relations }, isFinished }, { types, found });

const textsOf = (part: ReturnType<typeof judged>) =>
  part.passages.map(({ span, prose }) => {
    assert.deepEqual(prose, [span]);
    return text.slice(span.start, span.end);
  });
const wordsOf = ({ mentions }: ReturnType<typeof judged>) =>
  mentions.map(({ spans: [{ start, end }], type }) => `${text.slice(start, end)} ${type}`);

test('a document in which nothing is undecided is learned from as a whole', () => {
  const part = judged([
    mention(text, { was: naproxen, is: naproxen }),
    mention(text, { was: ulcers, is: ulcers }),
    mention(text, { was: aspirin }),
  ]);
  assert.ok(part.isWhole);
  assert.deepEqual(part.passages, document.passages);
  assert.deepEqual(wordsOf(part), ['Naproxen Chemical', 'ulcers Disease']);
  assert.ok(part.mentions.every(({ origin, concepts }) => origin === 'gold' && concepts.length === 0));
});

test('otherwise only sentences count in which something is decided and nothing is undecided', () => {
  const seizures = { words: 'seizures', type: 'Disease' };
  const part = judged([
    mention(text, { was: naproxen, is: naproxen }),
    mention(text, { was: aspirin }),
    mention(text, { is: seizures }),
  ]);
  // “ulcers” is undecided in the first sentence, and nobody has touched the last one.
  assert.deepEqual(textsOf(part), ['Aspirin was safe. Nobody had seizures.']);
  assert.deepEqual(wordsOf(part), ['seizures Disease']);
  assert.equal(part.isWhole, false);
  assert.equal(part.relations, undefined);
});

test('types that nobody decides on are nobody’s concern', () => {
  const part = judged([mention(text, { was: naproxen, is: naproxen }), mention(text, { was: aspirin })], {
    types: new Set(['Chemical']),
  });
  assert.ok(part.isWhole);
  assert.deepEqual(wordsOf(part), ['Naproxen Chemical']);
});

test('a type that the model cannot find tells nothing of how far a document was read: only a person’s word does', () => {
  const home = { words: 'home', type: 'Place' };
  const places = { types: new Set(['Place']) };
  assert.deepEqual(textsOf(judged([mention(text, { is: home })], places)), ['All went home.']);
  assert.ok(judged([mention(text, { is: home })], { ...places, isFinished: true }).isWhole);
});

test('what is undecided in a finished document is not there', () => {
  const part = judged([mention(text, { was: naproxen, is: naproxen })], { isFinished: true });
  assert.ok(part.isWhole);
  assert.deepEqual(wordsOf(part), ['Naproxen Chemical']);
});

test('a concept counts where the person names it; left to the model it is no judgement', () => {
  const linked = { ...aspirin, concepts: ['MESH:D001241'] };
  const { mentions } = judged(
    [mention(text, { was: naproxen, is: naproxen }), mention(text, { was: aspirin, is: linked })],
    { isFinished: true },
  );
  assert.deepEqual(
    mentions.map(({ concepts }) => concepts.map(({ id }) => id)),
    [[], ['MESH:D001241']],
  );
});

test('relations count where none is left open', () => {
  const claimed: Relation = {
    type: 'CID',
    subject: 'MESH:D009288',
    object: 'MESH:D014456',
    evidence: [],
    origin: 'predicted',
    score: 0.7,
  };
  const all = { isFinished: false, relations: [claimed] };
  const decided = [
    mention(text, { was: naproxen, is: naproxen }),
    mention(text, { was: ulcers, is: ulcers }),
    mention(text, { was: aspirin }),
  ];
  assert.equal(judged(decided, all).relations, undefined);
  assert.deepEqual(judged([...decided, relation(text, false)], all).relations, []);
  const [held] = judged([...decided, relation(text, true)], all).relations!;
  assert.deepEqual([held!.type, held!.origin], ['CID', 'user']);
});
