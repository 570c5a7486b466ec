import type { EntityMention } from '../../../../server/src/annotation/model';
import type { RelationUnit } from '../../../../server/src/tasks/relation/candidates';
import { splitSentences } from '../../../../server/src/text/sentences';
import { segmentWords } from '../../../../server/src/text/words';

const mark = /«([^»]*)»:(\w+)(?:\(([^)]*)\))?/g;
const typeOf: Record<string, string> = { C: 'Chemical', D: 'Disease' };

/**
 * A unit from a title and a body with its mentions marked: `«Naproxen»:C causes «ulcers»:D`. The concept is the mention in lower case, or what
 * stands in brackets, several joined by `|`, none for `()`.
 */
export function markedUnit(title: string, body: string): RelationUnit {
  const mentions: EntityMention[] = [];
  let text = '';
  const read = (marked: string) => {
    let from = 0;
    for (const { 0: whole, 1: wording, 2: type, 3: ids, index } of marked.matchAll(mark)) {
      text += marked.slice(from, index);
      const concepts = (ids ?? wording.toLowerCase()).split('|').filter((id) => id !== '');
      mentions.push({
        spans: [{ start: text.length, end: text.length + wording.length }],
        type: typeOf[type],
        concepts: concepts.map((id) => ({ id })),
        origin: 'gold',
      });
      text += wording;
      from = index + whole.length;
    }
    text += marked.slice(from);
  };
  read(title);
  const titleSpan = { start: 0, end: text.length };
  text += '\n';
  read(body);
  const bodySpan = { start: titleSpan.end + 1, end: text.length };
  return {
    text,
    title: titleSpan,
    mentions,
    words: [...segmentWords(text, titleSpan), ...segmentWords(text, bodySpan)],
    sentences: [...splitSentences(text, titleSpan), ...splitSentences(text, bodySpan)],
  };
}

export const chemicalDisease = { subjectType: 'Chemical', objectType: 'Disease' };
