import { type AnnotatedDocument, type EntityMention, extent, wording } from '../../annotation/model';
import type { Passage } from '../../text/passage';
import { entriesOf, noNames } from '../attributes';
import { codePoints, type Offsets } from '../offsets';
import { mentionInfons } from './mentionInfons';
import type { BioCAnnotation, BioCDocument, BioCPassage, Infons } from './model';
import { OUTSIDE, passageInfons } from './passageInfons';
import { relationInfons } from './relationInfons';

/** Blanks between two passages are told by their offsets alone, as PubTator has it; what else is between them needs a passage of its own. */
const plainGap = /^ {0,100}$/;

/** A stretch of the text that becomes a BioC passage. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly infons: Infons;
}

/** Our document as BioC, offsets in code points. Relations name their concepts (`entity1`, `entity2`), as they belong to the document. */
export function toBioC(document: AnnotatedDocument): BioCDocument {
  const { id, text, attributes, mentions, relations } = document;
  const offsets = codePoints(text);
  const stretches = stretchesOf(document, offsets);
  const homes = stretches.map((): BioCAnnotation[] => []);
  const outside: BioCAnnotation[] = [];
  let at = 0;
  // Both stand in order of reading, so one walk finds each mention's passage.
  mentions.forEach((mention, index) => {
    const { start, end } = extent(mention);
    while (at + 1 < stretches.length && stretches[at + 1]!.start <= start) at++;
    const home = stretches[at];
    const fits = home !== undefined && home.start <= start && end <= home.end;
    (fits ? homes[at]! : outside).push(annotationOf(mention, index, text, offsets));
  });
  return {
    id,
    infons: entriesOf(attributes, noNames),
    passages: stretches.map(
      (stretch, index): BioCPassage => ({
        infons: stretch.infons,
        offset: offsets.pair(stretch)[0],
        text: text.slice(stretch.start, stretch.end),
        sentences: [],
        annotations: homes[index]!,
        relations: [],
      }),
    ),
    annotations: outside,
    relations: relations.map((relation, index) => ({
      id: `R${index + 1}`,
      infons: relationInfons(relation, offsets),
      nodes: [],
    })),
  };
}

/** The passages, and between them what is more than blanks: so no character of the text is lost. */
function stretchesOf({ text, passages }: AnnotatedDocument, offsets: Offsets): Stretch[] {
  const stretches: Stretch[] = [];
  let reached = 0;
  const fill = (end: number, last: boolean) => {
    const between = text.slice(reached, end);
    if (between !== '' && (last || !plainGap.test(between)))
      stretches.push({ start: reached, end, infons: { type: OUTSIDE } });
  };
  const infonsOf = (passage: Passage) => passageInfons(passage, offsets);
  for (const passage of passages) {
    fill(passage.span.start, false);
    stretches.push({ ...passage.span, infons: infonsOf(passage) });
    reached = Math.max(reached, passage.span.end);
  }
  fill(text.length, true);
  return stretches;
}

function annotationOf(mention: EntityMention, index: number, text: string, offsets: Offsets): BioCAnnotation {
  return {
    id: String(index + 1),
    infons: mentionInfons(mention),
    locations: mention.spans.map((span) => {
      const [offset, end] = offsets.pair(span);
      return { offset, length: end - offset };
    }),
    text: wording(text, mention),
  };
}
