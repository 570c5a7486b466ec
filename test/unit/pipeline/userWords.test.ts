import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EntityMention, extent, wording } from '../../../server/src/annotation/model';
import type { UserWord } from '../../../server/src/annotation/userWord';
import { UserWords } from '../../../server/src/pipeline/userWords';
import { read } from '../../../server/src/tasks/reading';
import { markdownPassages } from '../../../server/src/text/markdown';

/** `«wording»:Type` is what the model found; words are `action name type concepts`. */
function overlaid(text: string, ...rows: string[]): string[] {
  const words = rows.map((row): UserWord => {
    const [action, name, type, concepts] = row.split(' / ');
    return {
      action: action as UserWord['action'],
      name: name!,
      ...(type && type !== '*' && { type }),
      ...(concepts && { concepts: concepts === 'none' ? [] : concepts.split('|') }),
    };
  });
  const mentions: EntityMention[] = [];
  let plain = '';
  let at = 0;
  for (const match of text.matchAll(/«([^»]*)»:(\w+)/g)) {
    plain += text.slice(at, match.index);
    const start = plain.length;
    plain += match[1];
    at = match.index + match[0].length;
    mentions.push({
      spans: [{ start, end: plain.length }],
      type: match[2]!,
      concepts: [],
      origin: 'predicted',
    });
  }
  plain += text.slice(at);
  const own = new UserWords(words, (id) => (id === 'MESH:D003920' ? 'Diabetes Mellitus' : undefined));
  const reading = read(plain, markdownPassages(plain));
  const found = own.decide(reading, own.mark(reading, mentions));
  assert.deepEqual(
    found.map((mention) => extent(mention).start),
    found.map((mention) => extent(mention).start).sort((a, b) => a - b),
  );
  return found.map((mention) => {
    const concepts = mention.concepts.map(({ id, name }) => (name ? `${id} ${name}` : id)).join(' + ');
    return `${mention.origin === 'user' ? '+' : ''}${wording(plain, mention)} ${mention.type} ${concepts}`.trim();
  });
}

test('a banned name is not marked, whatever its wording; for one type where that is said', () => {
  assert.deepEqual(overlaid('«Lead»:Chemical and «leads»:Chemical', 'ban / lead'), []);
  assert.deepEqual(overlaid('«lead»:Chemical, «lead»:Disease', 'ban / lead / Disease'), ['lead Chemical']);
  assert.deepEqual(overlaid('«lead poisoning»:Disease', 'ban / lead'), ['lead poisoning Disease']);
});

test('an added name is marked as a person’s word, with its concept', () =>
  assert.deepEqual(
    overlaid('Her sugar-disease and «pain»:Disease', 'add / sugar disease / Disease / MESH:D003920'),
    ['+sugar-disease Disease MESH:D003920 Diabetes Mellitus', 'pain Disease'],
  ));

test('a defined concept lends its preferred name to its other names', () =>
  assert.deepEqual(
    overlaid('CA-1 helps.', 'define / Compound A / Chemical / lab:1', 'add / CA-1 / Chemical / lab:1'),
    ['+CA-1 Chemical lab:1 Compound A'],
  ));

test('of overlapping mentions the longer stays; of equal ones the person’s', () => {
  const row = 'add / lead / Chemical';
  assert.deepEqual(overlaid('«lead poisoning»:Disease', row), ['lead poisoning Disease']);
  assert.deepEqual(overlaid('«lead»:Disease', row), ['+lead Chemical']);
  assert.deepEqual(overlaid('lead «acetate pain»:Disease', 'add / lead acetate / Chemical'), [
    '+lead acetate Chemical',
  ]);
});

test('of a name with two types that of the model’s own mention is meant', () =>
  assert.deepEqual(
    overlaid('«cold»:Disease and cold', 'add / cold / Chemical / lab:1', 'add / cold / Disease / lab:2'),
    ['+cold Disease lab:2', '+cold Chemical lab:1'],
  ));

test('a pin decides what a name means: one concept, several, or none of a terminology', () => {
  assert.deepEqual(overlaid('«DM»:Disease', 'pin / DM / Disease / MESH:D003920'), [
    'DM Disease MESH:D003920 Diabetes Mellitus',
  ]);
  assert.deepEqual(overlaid('«DM»:Chemical', 'pin / DM / Disease / MESH:D003920'), ['DM Chemical']);
  assert.deepEqual(overlaid('«ab»:Disease', 'pin / ab / * / X:1|X:2'), ['ab Disease X:1 + X:2']);
  assert.deepEqual(overlaid('«Foo bars»:Disease', 'pin / foo bar / * / none'), [
    'Foo bars Disease text:foobar',
  ]);
});

test('a short form follows its long form, unless something is said of itself', () => {
  const text = 'Wilson sickness (WS) is «rare»:Disease; WS, not WS1.';
  const add = 'add / Wilson sickness / Disease / lab:7';
  assert.deepEqual(overlaid(text, add), [
    '+Wilson sickness Disease lab:7',
    '+WS Disease lab:7',
    'rare Disease',
    '+WS Disease lab:7',
  ]);
  assert.deepEqual(overlaid(text, add, 'ban / WS'), ['+Wilson sickness Disease lab:7', 'rare Disease']);
  const marked = '«Diabetes mellitus»:Disease («DM»:Disease) and «DM»:Disease';
  const pin = 'pin / diabetes mellitus / Disease / lab:1';
  assert.deepEqual(overlaid(marked, pin, 'pin / DM / Disease / lab:2'), [
    'Diabetes mellitus Disease lab:1',
    'DM Disease lab:2',
    'DM Disease lab:2',
  ]);
  assert.deepEqual(overlaid(marked, 'ban / diabetes mellitus'), []);
  assert.deepEqual(overlaid(marked, 'pin / diabetes mellitus / Disease / none'), [
    'Diabetes mellitus Disease text:diabetemellitus',
    'DM Disease text:diabetemellitus',
    'DM Disease text:diabetemellitus',
  ]);
});

test('of two rows that add a name the first gives it its type, however many there are', () => {
  const others = Array.from({ length: 9 }, (_, i) => `add / other ${i} / Gene`);
  assert.deepEqual(overlaid('A cold.', ...others, 'add / cold / Disease', 'add / cold / Chemical'), [
    '+cold Disease',
  ]);
});

test('what is no prose is not marked', () =>
  assert.deepEqual(overlaid('Take `CA-1` or CA-1, no `CA`-1.', 'add / CA-1 / Chemical'), ['+CA-1 Chemical']));
