import type { AnnotatedDocument } from '../../server/src/annotation/model';
import { span } from '../../server/src/text/span';

const mark = /«([^»]*)»:(\w+)(?:=(\w+))?/g;

/**
 * A document of one paragraph with the annotations that are marked in its text: `«wording»:Type`, `«wording»:Type=CONCEPT`.
 * @param relations as `SUBJECT TYPE OBJECT` by concept ids
 */
export function annotated(marked: string, ...relations: readonly string[]): AnnotatedDocument {
  let text = '';
  let read = 0;
  const mentions = [...marked.matchAll(mark)].map(({ 0: all, 1: wording, 2: type, 3: concept, index }) => {
    text += marked.slice(read, index);
    const start = text.length;
    text += wording;
    read = index + all.length;
    const concepts = concept === undefined ? [] : [{ id: concept }];
    return { spans: [span(start, text.length)] as const, type, concepts, origin: 'gold' as const };
  });
  text += marked.slice(read);
  const whole = span(0, text.length);
  return {
    id: '1',
    text,
    passages: [{ kind: 'paragraph', span: whole, prose: [whole] }],
    mentions,
    relations: relations.map((relation) => {
      const [subject, type, object] = relation.split(' ');
      return { type, subject, object, evidence: [], origin: 'gold' as const };
    }),
  };
}
