import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SurveyedSymbols, withRange } from '../../../server/src/lsp/survey/surveyedSymbols';
import { findingsIn } from '../../../server/src/survey/findings';
import { SurveyIndex } from '../../../server/src/survey/surveyIndex';
import { Terminologies } from '../../../server/src/terminology/terminologies';
import { indexOf } from '../terminology/imported';

const text = 'A title\n\nDM and DM, treated sugar disease.\n';
const terminologies = new Terminologies([
  indexOf({
    id: 'MESH:D003920',
    preferredName: 'Diabetes Mellitus',
    synonyms: ['sugar disease'],
    types: ['Disease'],
  }),
]);

function surveyed(...sources: string[]): SurveyedSymbols {
  const index = new SurveyIndex((id) => terminologies.preferredName(id));
  const mentions = [
    [9, 11],
    [16, 18],
    [28, 41],
  ].map(([start, end]) => ({
    spans: [{ start: start!, end: end! }] as const,
    type: 'Disease',
    concepts: [{ id: 'MESH:D003920' }],
    origin: 'predicted' as const,
  }));
  for (const source of sources) index.set(source, [findingsIn({ id: 'd', text, mentions, relations: [] })]);
  return new SurveyedSymbols(() => index, { current: terminologies });
}

test('a concept is found in files that nobody has open, each wording once, by any of its names', () => {
  const symbols = surveyed('/papers/a.txt', '/papers/open.txt', 'untitled:one');
  for (const query of ['mellitus', 'd003920'])
    assert.deepEqual(
      symbols
        .find(query, (source) => source === '/papers/open.txt', 0)
        .map(({ name, location }) => `${name.split(' (')[0]} ${location.uri}`),
      ['DM file:///papers/a.txt', 'sugar disease file:///papers/a.txt'],
    );
  assert.deepEqual(
    symbols.find('sugar', () => false, 299).map(({ name }) => name),
    ['DM (sugar disease)'],
  );
  assert.deepEqual(
    symbols.find('gout', () => false, 0),
    [],
  );
});

test('its place is found in the file as it stands by then', () => {
  const [symbol] = surveyed('/papers/a.txt').find('mellitus', () => false, 0);
  const lineOf = (now: string) =>
    (withRange(symbol!, now).location as { range: { start: object } }).range.start;
  assert.deepEqual(lineOf(text), { line: 2, character: 0 });
  assert.deepEqual(lineOf(`A line more\n${text}`), { line: 3, character: 0 });
  assert.deepEqual(lineOf('Something else.'), { line: 0, character: 0 });
});
