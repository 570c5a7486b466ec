import { type AnnotatedDocument, type EntityMention, extent, wording } from '../../annotation/model';
import { CodePointIndex } from '../../text/codePoints';
import type { Passage } from '../../text/passage';
import type { BioCAnnotation, BioCDocument, BioCPassage, Infons } from './model';

const shareInfon = (score: number | undefined): Infons =>
  score === undefined ? {} : { score: String(score) };

const identifierInfon = (identifier: string): Infons => (identifier === '' ? {} : { identifier });

/** Our document as BioC, offsets in code points. Relations name their concepts (`entity1`, `entity2`), as they belong to the document. */
export function toBioC(document: AnnotatedDocument): BioCDocument {
  const { id, text, mentions, relations } = document;
  const codePoints = new CodePointIndex(text);
  const annotations = mentions.map((mention, index) => ({
    mention,
    annotation: annotationOf(mention, index, text, codePoints),
  }));
  const passages = document.passages.length > 0 ? document.passages : [whole(text)];
  const homes = new Map<Passage, BioCAnnotation[]>(passages.map((passage) => [passage, []]));
  const outside: BioCAnnotation[] = [];
  let at = 0;
  // Both stand in order of reading, so one walk finds each mention's passage.
  for (const { mention, annotation } of annotations) {
    const { start, end } = extent(mention);
    while (at + 1 < passages.length && passages[at + 1]!.span.start <= start) at++;
    const { span } = passages[at]!;
    (span.start <= start && end <= span.end ? homes.get(passages[at]!)! : outside).push(annotation);
  }
  return {
    id,
    passages: passages.map(
      (passage): BioCPassage => ({
        infons: { type: passage.kind },
        offset: codePoints.fromUtf16(passage.span.start),
        text: text.slice(passage.span.start, passage.span.end),
        sentences: [],
        annotations: homes.get(passage)!,
        relations: [],
      }),
    ),
    annotations: outside,
    relations: relations.map(({ type, subject, object, score }, index) => ({
      id: `R${index + 1}`,
      infons: { type, entity1: subject, entity2: object, ...shareInfon(score) },
      nodes: [],
    })),
  };
}

const whole = (text: string): Passage => ({
  kind: 'paragraph',
  span: { start: 0, end: text.length },
  prose: [],
});

function annotationOf(
  mention: EntityMention,
  index: number,
  text: string,
  codePoints: CodePointIndex,
): BioCAnnotation {
  const identifier = mention.concepts.map(({ id }) => id).join('|');
  return {
    id: String(index + 1),
    infons: { type: mention.type, ...identifierInfon(identifier), ...shareInfon(mention.score) },
    locations: mention.spans.map(({ start, end }) => {
      const offset = codePoints.fromUtf16(start);
      return { offset, length: codePoints.fromUtf16(end) - offset };
    }),
    text: wording(text, mention),
  };
}
