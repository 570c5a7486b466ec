import { joinParts } from '../../annotation/joinParts';
import type { AnnotatedDocument } from '../../annotation/model';
import type { Analyser, Given } from './analyser';

/** Annotates a whole document, for work that nobody watches unit by unit. */
export async function annotateDocument(
  analyser: Analyser,
  document: AnnotatedDocument,
  given: Given = 'none',
): Promise<AnnotatedDocument> {
  const parts = [];
  for (const unit of analyser.cut(document)) parts.push(await analyser.annotateUnit(document, unit, given));
  return { ...document, ...joinParts(parts) };
}

/** Annotates documents in order, telling after each how many are done. */
export async function annotateCorpus(
  analyser: Analyser,
  documents: readonly AnnotatedDocument[],
  given: Given,
  progress: (done: number, total: number) => void,
): Promise<AnnotatedDocument[]> {
  const annotated: AnnotatedDocument[] = [];
  for (const document of documents) {
    annotated.push(await annotateDocument(analyser, document, given));
    progress(annotated.length, documents.length);
  }
  return annotated;
}
