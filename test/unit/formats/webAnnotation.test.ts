import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectFormat, readFile } from '../../../server/src/formats/registry';
import { webAnnotation } from '../../../server/src/formats/webAnnotation/format';

const text = '🙂 Naproxen caused ulcers; the ulcers healed.';
const page = (items: readonly object[]) =>
  JSON.stringify({
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    type: 'AnnotationCollection',
    first: { type: 'AnnotationPage', items },
    documents: [{ id: 'http://example.org/1', type: 'Text', value: text }],
  });
const on = (...selectors: object[]) => ({
  source: 'http://example.org/1',
  selector: selectors.length === 1 ? selectors[0] : selectors,
});

test('annotations of other programs are read: by position in code points, by quote, with tags, addresses and comments', () => {
  const content = page([
    {
      id: 'http://example.org/a1',
      type: 'Annotation',
      body: [
        { type: 'TextualBody', purpose: 'tagging', value: 'Chemical' },
        { type: 'SpecificResource', purpose: 'identifying', source: 'http://id.nlm.nih.gov/mesh/D009288' },
        { type: 'TextualBody', purpose: 'commenting', value: 'the drug' },
      ],
      target: on({ type: 'TextPositionSelector', start: 2, end: 10 }),
    },
    {
      type: 'Annotation',
      bodyValue: 'Disease',
      target: on({ type: 'TextQuoteSelector', exact: 'ulcers', prefix: 'caused ' }),
    },
  ]);
  const format = detectFormat(content);
  assert.equal(format.id, 'web-annotation');
  const { documents, problems } = readFile({ name: 'a', text: content }, format);
  assert.deepEqual(problems, []);
  assert.equal(documents[0]!.id, 'http://example.org/1');
  assert.deepEqual(documents[0]!.mentions, [
    {
      spans: [{ start: 3, end: 11 }],
      type: 'Chemical',
      concepts: [{ id: 'MESH:D009288' }],
      origin: 'gold',
      attributes: { note: 'the drug' },
    },
    { spans: [{ start: 19, end: 25 }], type: 'Disease', concepts: [], origin: 'gold' },
  ]);
});

test('what does not fit is told: another quote, one that is there twice, a text that is not in the file', () => {
  const { documents, problems, mentionCount, droppedMentions } = webAnnotation.read!({
    name: 'a',
    text: page([
      {
        target: on(
          { type: 'TextPositionSelector', start: 3, end: 11 },
          { type: 'TextQuoteSelector', exact: 'Naproxen' },
        ),
      },
      { target: on({ type: 'TextQuoteSelector', exact: 'ulcers' }) },
      {
        target: on(
          { type: 'TextPositionSelector', start: -3, end: 44 },
          { type: 'TextQuoteSelector', exact: 'ed.' },
        ),
      },
      { target: { source: 'http://example.org/2' } },
      { body: 'http://example.org' },
    ]),
  });
  assert.deepEqual([documents[0]!.mentions, mentionCount, droppedMentions], [[], 3, 3]);
  const messages = problems.map(({ message }) => message).join('\n');
  assert.match(messages, /the offsets 2–10 would fit/);
  assert.match(messages, /its quote "ulcers" is more than once/);
  assert.match(messages, /characters -3–44 are not in the text/);
  assert.match(messages, /1 annotations are left out: they are about http:\/\/example\.org\/2/);
  assert.match(messages, /annotation 5 of the page is left out: a target was expected/);
});
