import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MarkupKind } from 'vscode-languageserver-types';
import type { EntityMention } from '../../../server/src/annotation/model';
import { anchorOf } from '../../../server/src/curation/anchor';
import { applyDecisions } from '../../../server/src/curation/applyDecisions';
import { HoverProvider } from '../../../server/src/languageService/hover';
import { Terminologies } from '../../../server/src/terminology/terminologies';
import { type Span, span } from '../../../server/src/text/span';
import { indexOf } from '../terminology/imported';
import { marked } from './marked';

const terminologies = new Terminologies([
  indexOf(
    {
      id: 'MESH:D003924',
      preferredName: 'Diabetes Mellitus, Type 2',
      synonyms: [
        'NIDDM',
        'Type II Diabetes',
        'MODY',
        'Adult-Onset Diabetes',
        'Stable Diabetes',
        'Slow Diabetes',
      ],
      looseNames: ['sugar disease'],
      types: ['Disease'],
      treeNumbers: ['C18.452.394.750.149', 'C19.246.300'],
      scopeNote: `A subclass of diabetes in which insulin is secreted and does not suffice. ${'It is long. '.repeat(40)}`,
    },
    {
      id: 'MESH:D003920',
      preferredName: 'Diabetes Mellitus',
      synonyms: [],
      types: ['Disease'],
      treeNumbers: ['C19.246'],
    },
    {
      id: 'MESH:D004700',
      preferredName: 'Endocrine System Diseases',
      synonyms: [],
      types: ['Disease'],
      treeNumbers: ['C19'],
    },
    { id: 'lab:7', preferredName: 'NIDDM', synonyms: [], types: ['Disease'] },
  ),
]);
const inUse = { current: terminologies };

function hover(text: string, relations: string[] = [], format: MarkupKind = MarkupKind.PlainText) {
  const { document, annotator, cursor } = marked(text, ...relations);
  const shown = new HoverProvider(annotator, inUse, format).provideHover(
    document,
    document.positionAt(cursor),
  );
  return shown && { text: (shown.contents as { value: string }).value, over: document.getText(shown.range) };
}

test('a mention tells who decided on it and when, also where they said that it is none', () => {
  const { document, annotator, mentions, cursor } = marked('«Napr|oxen»:Chemical and «ulcers»:Disease');
  const text = document.getText();
  const [naproxen, ulcers] = mentions as [EntityMention, EntityMention];
  const place = (mention: EntityMention) => anchorOf(text, mention.spans[0]);
  const said = { spans: [span(0, 8)] as [Span], type: 'Chemical' };
  const decided = { kind: 'mention', by: 'Ada', when: '2026-01-02T03:04:05Z' } as const;
  const curated = applyDecisions(text, annotator.current(document), [
    { ...decided, id: 'm1', place: place(naproxen), was: said, is: said, note: 'see *table* 2' },
    { ...decided, by: '', id: 'm2', place: place(ulcers), was: { spans: [span(0, 6)], type: 'Disease' } },
  ]);
  const hovers = new HoverProvider(
    { ...annotator, current: () => ({ ...annotator.current(document), ...curated }) },
    inUse,
    MarkupKind.PlainText,
  );
  const at = (offset: number) =>
    (hovers.provideHover(document, document.positionAt(offset))!.contents as { value: string }).value;
  assert.equal(
    at(cursor),
    '«Naproxen» · Chemical\n\nAccepted by Ada, 2026-01-02 03:04 UTC\n\n  “see *table* 2”\n\nno concept known',
  );
  assert.equal(at(ulcers.spans[0].start), '«ulcers» · Disease\n\nRejected by somebody, 2026-01-02 03:04 UTC');
});

test('a mention tells its type, concept and score', () =>
  assert.deepEqual(hover('«Napr|oxen»:Chemical=MESH:D009288 helps'), {
    text: '«Naproxen» · Chemical · 90 %\n\nMESH:D009288',
    over: 'Naproxen',
  }));

test('a relation is told from either end, with its sentence and both mentions in it', () => {
  const text = '«Naproxen»:Chemical=D009288 causes «ulcers»:Disease=D014456.';
  const evidence = '  “«Naproxen» causes «ulcers».”';
  assert.equal(
    hover(`|${text}`, ['D009288 CID D014456'])?.text,
    `«Naproxen» · Chemical · 90 %\n\nD009288\n\ninduces «ulcers» · 80 %\n\n${evidence}`,
  );
  assert.equal(
    hover(text.replace('ulcers', 'ul|cers'), ['D009288 CID D014456'])?.text,
    `«ulcers» · Disease · 90 %\n\nD014456\n\nis induced by «Naproxen» · 80 %\n\n${evidence}`,
  );
});

test('a MeSH id is a link; an id that only repeats the wording is not shown', () => {
  const linked = hover('|«Naproxen»:Chemical=MESH:D009288', [], MarkupKind.Markdown);
  assert.match(linked?.text ?? '', /\(https:\/\/meshb\.nlm\.nih\.gov\/record\/ui\?ui=D009288\)/);
  assert.match(hover('|«Naproxen»:Chemical=text:naproxen')?.text ?? '', /no concept known/);
});

test('a known concept is told with its definition, other names and places, each cut short', () =>
  assert.deepEqual(hover('|«T2DM»:Disease=MESH:D003924')?.text.split('\n\n'), [
    '«T2DM» · Disease · 90 %',
    '«Diabetes Mellitus, Type 2» MESH:D003924',
    `A subclass of diabetes in which insulin is secreted and does not suffice. ${'It is long. '.repeat(18)}It is …`,
    'Also called: NIDDM; Type II Diabetes; MODY; Adult-Onset Diabetes; Stable Diabetes; Slow Diabetes; 1 more',
    'Belongs to: Endocrine System Diseases › Diabetes Mellitus',
  ]));

test('several concepts are told by their names; MeSH ids may lack their prefix', () =>
  assert.deepEqual(hover('|«NIDDM and such»:Disease=D003924+MESH:D003920')?.text.split('\n\n').slice(1), [
    '«Diabetes Mellitus, Type 2» D003924',
    '«Diabetes Mellitus» MESH:D003920',
  ]));

test('what else a name may mean is told with scores; of a name from the dictionary, who else has it', () => {
  const { document, annotator } = marked('«NIDDM»:Disease=MESH:D003924');
  const [mention] = annotator.current(document).mentions;
  const told = (changed: Partial<EntityMention>) => {
    const current = () => ({ ...annotator.current(document), mentions: [{ ...mention, ...changed }] });
    const provider = new HoverProvider({ ...annotator, current }, inUse, MarkupKind.PlainText);
    return (provider.provideHover(document, { line: 0, character: 1 })!.contents as { value: string }).value;
  };
  const alternatives = [
    { concepts: [{ id: 'MESH:D003924' }], score: 0.8 },
    { concepts: [{ id: 'MESH:D003920' }, { id: 'X:1', name: 'gout' }], score: 0.12 },
  ];
  assert.match(told({ alternatives }), /\n\nOr: Diabetes Mellitus \(MESH:D003920\) \+ gout \(X:1\) 12 %$/);
  const byName = told({ origin: 'dictionary', score: undefined });
  assert.match(byName, /^«NIDDM» · Disease · by its name\n/);
  assert.match(byName, /\n\nOr: NIDDM \(lab:7\)$/);
  assert.match(told({ origin: 'user', score: undefined }), /^«NIDDM» · Disease · your word\n/);
});

test('the words of a document cannot forge markup', () => {
  const text = hover('|«[x](command:run) <b>*y* http://z»:Chemical', [], MarkupKind.Markdown)?.text ?? '';
  assert.match(text, /^\*\*\\\[x\\\]\\\(command&#58;run\\\) &lt;b\\>\\\*y\\\* http&#58;\/\/z\*\*/);
});

test('nothing is told where nothing is marked; behind the last letter counts as at the mention', () => {
  assert.equal(hover('«Naproxen»:Chemical he|lps'), undefined);
  assert.equal(hover('«Naproxen»:Chemical| helps')?.over, 'Naproxen');
  assert.equal(hover('«Na»:Chemical|«Cl»:Disease')?.over, 'Cl');
});

test('an inner mention is told before the one around it', () => {
  const { document, annotator } = marked('«liver cancer»:Disease');
  const { mentions } = annotator.current(document);
  const inner = { ...mentions[0], spans: [{ start: 0, end: 5 }] as const, type: 'Organ' };
  const both = { ...annotator.current(document), mentions: [mentions[0], inner] };
  const provider = new HoverProvider({ ...annotator, current: () => both }, inUse);
  assert.match(JSON.stringify(provider.provideHover(document, { line: 0, character: 2 })), /Organ/);
});
