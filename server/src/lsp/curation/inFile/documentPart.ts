import type { AnnotatedDocument, Relation } from '../../../annotation/model';
import { changeStretch, documentWith, isMention, isRelation } from '../../../formats/layout/change';
import type { CorpusFile } from '../../../formats/layout/corpusFile';
import type { Annotation, DocumentChange, Replacement } from '../../../formats/layout/layout';
import { formatById } from '../../../formats/registry';
import { Failure } from '../../../platform/failure';
import { shift } from '../../../text/span';

/** What is new in a document, and what of it is written where the format has no place for all of it. */
interface Added {
  readonly annotation: Annotation;
  readonly lighter?: Annotation;
  /** What is told where only the lighter one could be written. */
  readonly remark?: string;
}

/** What a plan changes in one document of a file. */
export interface DocumentPart extends Omit<DocumentChange, 'added'> {
  readonly removed: Annotation[];
  readonly replaced: Map<Annotation, Annotation>;
  readonly added: Added[];
}

/** A part as the file gets it: replacements in the whole file, and what a person should know. */
export interface WrittenPart {
  readonly replacements: readonly Replacement[];
  readonly remarks: readonly string[];
}

/**
 * All of what is new where the format holds it; else without evidence, without ids, without both. Relations of concepts that no mention has any more go with the
 * last one, which is added to the part.
 * @param index which of the file's documents it is
 * @throws Failure with a sentence where the format cannot hold it
 */
export function writtenPart(file: CorpusFile, index: number, part: DocumentPart): WrittenPart {
  const stretch = file.stretches[index]!;
  const { document } = stretch.layout(index);
  const orphans = document
    ? orphansIn(document, { ...part, added: part.added.map(({ annotation }) => annotation) })
    : [];
  part.removed.push(...orphans);
  const gone = orphans.length === 1 ? 'a relation' : `${orphans.length} relations`;
  let refusal = '';
  for (const isLighter of [() => false, isRelation, isMention, () => true]) {
    const isLeft = ({ annotation, lighter }: Added) => lighter !== undefined && isLighter(annotation);
    const added = part.added.map((each) => (isLeft(each) ? each.lighter! : each.annotation));
    const done = changeStretch(file, stretch, index, { ...part, added });
    if ('replacements' in done) {
      const format = formatById(file.language.format)!.title;
      const left = part.added.filter(isLeft).flatMap(({ remark }) => remark ?? []);
      return {
        replacements: done.replacements.map(({ span, newText }) => ({
          span: shift(span, stretch.start),
          newText,
        })),
        remarks: [
          ...(orphans.length > 0 ? [`${gone} of it went, too`] : []),
          ...left.map((remark) => `${format} has no place for ${remark}`),
        ],
      };
    }
    refusal ||= done.refusal;
  }
  throw new Failure(refusal);
}

/** Relations of concepts that a mention goes of and that no other mention has. */
function orphansIn(document: AnnotatedDocument, change: DocumentChange): Relation[] {
  const gone = change.removed.filter(isMention).flatMap(({ concepts }) => concepts.map(({ id }) => id));
  if (gone.length === 0) return [];
  const after = documentWith(document, change);
  const left = new Set(after.mentions.flatMap(({ concepts }) => concepts.map(({ id }) => id)));
  const lost = new Set(gone.filter((id) => !left.has(id)));
  return document.relations.filter(
    (relation) =>
      !change.removed.includes(relation) && (lost.has(relation.subject) || lost.has(relation.object)),
  );
}
