import { TextDocument } from 'vscode-languageserver-textdocument';
import type { EntityMention, Relation } from '../../../server/src/annotation/model';
import type { Annotator } from '../../../server/src/languageService/annotator';
import { span } from '../../../server/src/text/span';

/** `«wording»:Type`, `«wording»:Type=CONCEPT`; several concepts are joined by `+`. */
const mark = /«([^»]*)»:(\w+)(?:=([\w:+]+))?/g;

/** A document with its annotations, written as one text; `|` marks the cursor and is taken out like the marks. */
export interface Marked {
  readonly document: TextDocument;
  readonly annotator: Annotator;
  readonly mentions: readonly EntityMention[];
  /** Offset of the cursor; -1 where there is none. */
  readonly cursor: number;
}

/** Where a document is, for tests with several. */
export interface Place {
  readonly uri: string;
}

/** @param rest relations as `SUBJECT TYPE OBJECT` by concept ids; the evidence is the first mention of each, in the whole text */
export function marked(text: string, ...rest: readonly (string | Place)[]): Marked {
  const relations = rest.filter((each) => typeof each === 'string');
  const { uri } = rest.find((each) => typeof each === 'object') ?? { uri: 'file:///marked.txt' };
  const cursorMark = text.replace(mark, '$1').indexOf('|');
  const mentions: EntityMention[] = [];
  let plain = '';
  let at = 0;
  for (const match of text.matchAll(mark)) {
    plain += text.slice(at, match.index).replace('|', '');
    const wording = match[1].replace('|', '');
    mentions.push({
      spans: [span(plain.length, plain.length + wording.length)],
      type: match[2],
      concepts: match[3]?.split('+').map((id) => ({ id })) ?? [],
      score: 0.9,
      origin: 'predicted',
    });
    plain += wording;
    at = match.index + match[0].length;
  }
  plain += text.slice(at).replace('|', '');
  const document = TextDocument.create(uri, 'plaintext', 1, plain);
  const annotations = {
    version: 1,
    complete: true,
    mentions,
    relations: relations.map((relation) => relationOf(relation, mentions, plain)),
    unread: [],
  };
  return {
    document,
    annotator: { current: () => annotations, problem: () => undefined },
    mentions,
    cursor: cursorMark,
  };
}

function relationOf(relation: string, mentions: readonly EntityMention[], text: string): Relation {
  const [subject, type, object] = relation.split(' ');
  const place = (concept: string) => {
    const first = mentions.find(({ concepts }) => concepts.some(({ id }) => id === concept));
    if (!first) throw new Error(`${concept} is not marked`);
    return first.spans[0];
  };
  const evidence = [{ sentence: span(0, text.length), subject: place(subject), object: place(object) }];
  return { type, subject, object, score: 0.8, evidence, origin: 'predicted' };
}

/** The parts of a text that ranges cover. */
export const covered = (
  document: TextDocument,
  ranges: Iterable<{
    range: { start: { line: number; character: number }; end: { line: number; character: number } };
  }>,
): string[] => [...ranges].map(({ range }) => document.getText(range));
