import type { AnnotatedDocument, EntityMention, Relation } from '../../annotation/model';
import { wording } from '../../annotation/model';
import { CodePointIndex } from '../../text/codePoints';
import type { SourceFile } from '../format';
import { fileNameOf } from './fileName';

/** The kind of note that carries a relation between concepts which brat's own relations, between mentions, cannot say. */
export const RELATION_NOTE = 'DocumentRelation';

/**
 * Writes each document as `.txt` and `.ann`, offsets in code points. A relation stands between the first mentions whose only
 * concept is its own; where there are none, a note of the first mention names it, so that no relation is lost that has a mention.
 * Documents of the same id get a number, so that none is overwritten.
 */
export function writeBrat(documents: readonly AnnotatedDocument[]): SourceFile[] {
  const used = new Map<string, number>();
  return documents.flatMap((document) => {
    const name = fileNameOf(document.id);
    // Some file systems do not tell capitals apart.
    const times = (used.get(name.toLowerCase()) ?? 0) + 1;
    used.set(name.toLowerCase(), times);
    const stem = times === 1 ? name : `${name}~${times}`;
    return [
      { name: `${stem}.txt`, text: document.text },
      { name: `${stem}.ann`, text: annotationsOf(document) },
    ];
  });
}

const typeName = (type: string): string => type.replace(/[^\p{L}\p{N}_-]/gu, '_');

function annotationsOf({ text, mentions, relations }: AnnotatedDocument): string {
  const codePoints = new CodePointIndex(text);
  const textBound = mentions.map((mention, index) => {
    const offsets = mention.spans
      .map(({ start, end }) => `${codePoints.fromUtf16(start)} ${codePoints.fromUtf16(end)}`)
      .join(';');
    return `T${index + 1}\t${typeName(mention.type)} ${offsets}\t${wording(text, mention).replace(/[\r\n\t]/g, ' ')}\n`;
  });
  const links = mentions.flatMap((mention, index) =>
    mention.concepts.map(({ id }) => ({
      target: index + 1,
      id,
      name: wording(text, mention).replace(/\s/g, ' '),
    })),
  );
  const normalisations = links.map(
    ({ target, id, name }, index) => `N${index + 1}\tReference T${target} ${id}\t${name}\n`,
  );
  const standFor = firstMentions(mentions);
  const related = relations.map((relation, index) =>
    relationLine(relation, index + 1, standFor, mentions.length > 0),
  );
  return [...textBound, ...normalisations, ...related].join('');
}

/** For each concept the number of the first mention that names it alone. */
function firstMentions(mentions: readonly EntityMention[]): Map<string, number> {
  const first = new Map<string, number>();
  mentions.forEach(({ concepts }, index) => {
    if (concepts.length === 1 && !first.has(concepts[0]!.id)) first.set(concepts[0]!.id, index + 1);
  });
  return first;
}

function relationLine(
  { type, subject, object }: Relation,
  number: number,
  standFor: ReadonlyMap<string, number>,
  hasMentions: boolean,
): string {
  const [from, to] = [standFor.get(subject), standFor.get(object)];
  if (from !== undefined && to !== undefined)
    return `R${number}\t${typeName(type)} Arg1:T${from} Arg2:T${to}\n`;
  return hasMentions
    ? `#${number}\t${RELATION_NOTE} T1\t${typeName(type)} ${subject.replaceAll(' ', '_')} ${object.replaceAll(' ', '_')}\n`
    : '';
}
