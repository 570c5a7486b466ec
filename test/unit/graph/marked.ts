import type { AnnotatedDocument, EntityMention, Relation } from '../../../server/src/annotation/model';
import { plainTextPassages } from '../../../server/src/text/plainText';

/** `«name»Type:id` in a text is a mention; `|` parts the ids of one that names several. */
const mark = /«([^»]*)»(\w+)(?::(\S*[^\s.,;]))?/g;

/** A document whose mentions are written into its text. @param relations each evidence is found by the collector where it is left empty */
export function marked(
  id: string,
  markedText: string,
  relations: readonly Partial<Relation>[] = [],
): AnnotatedDocument {
  const mentions: EntityMention[] = [];
  let text = '';
  let at = 0;
  for (const match of markedText.matchAll(mark)) {
    const [whole, name, type, ids] = match;
    text += markedText.slice(at, match.index);
    const place = { start: text.length, end: text.length + name.length };
    text += name;
    at = match.index + whole.length;
    const concepts = (ids?.split('|') ?? []).map((id) => ({ id }));
    mentions.push({ spans: [place], type, concepts, origin: 'gold' });
  }
  text += markedText.slice(at);
  const claimed = relations.map((relation): Relation => {
    const base = { type: 'CID', subject: '', object: '', evidence: [], origin: 'gold' } as const;
    return { ...base, ...relation };
  });
  return { id, text, passages: plainTextPassages(text), mentions, relations: claimed };
}
