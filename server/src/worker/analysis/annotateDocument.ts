import type { Given } from '../../annotation/given';
import type { AnnotatedDocument } from '../../annotation/model';
import { wholeDocument } from '../../pipeline/wholeDocument';
import type { Analyser } from './analyser';

/**
 * Annotates a whole document, for work that nobody watches unit by unit.
 * @param between called, and waited for, between two units: a document of a megabyte may take a minute
 */
export async function annotateDocument(
  analyser: Analyser,
  document: AnnotatedDocument,
  given: Given,
  between: () => unknown,
): Promise<AnnotatedDocument> {
  const units = analyser.cut(document);
  const parts = [];
  for (const unit of units) {
    if (parts.length > 0) await between();
    parts.push(await analyser.annotateUnit(document, unit, given));
  }
  return { ...document, ...wholeDocument(document, units, parts, given) };
}

/** Annotates documents in order, telling again and again how many are done. */
export async function annotateCorpus(
  analyser: Analyser,
  documents: readonly AnnotatedDocument[],
  given: Given,
  progress: (done: number, total: number) => void,
): Promise<AnnotatedDocument[]> {
  const annotated: AnnotatedDocument[] = [];
  for (const document of documents) {
    const tell = () => progress(annotated.length, documents.length);
    annotated.push(await annotateDocument(analyser, document, given, tell));
    tell();
  }
  return annotated;
}
