import { csvLine } from '../text/csvLine';
import type { KnowledgeGraph } from './model';

/** Concepts, a line each. */
export function* nodesTable({ concepts }: KnowledgeGraph): Generator<string> {
  yield csvLine(['id', 'name', 'types', 'mentions', 'documents', 'wordings']);
  for (const { id, name, types, mentionCount, places, wordings } of concepts)
    yield csvLine([
      id,
      name,
      types.join('|'),
      mentionCount,
      places.length,
      wordings.map(({ text, count }) => `${text} (${count})`).join('|'),
    ]);
}

/** Relations, a line each. */
export function* edgesTable({ concepts, relations }: KnowledgeGraph): Generator<string> {
  const names = new Map(concepts.map(({ id, name }) => [id, name]));
  yield csvLine([
    'subject',
    'type',
    'object',
    'negated',
    'subjectName',
    'objectName',
    'documents',
    'evidence',
    'bestScore',
    'meanScore',
  ]);
  for (const { subject, type, object, negated, claims, evidenceCount, bestScore, meanScore } of relations)
    yield csvLine([
      subject,
      type,
      object,
      String(negated),
      names.get(subject),
      names.get(object),
      claims.length,
      evidenceCount,
      bestScore,
      meanScore,
    ]);
}

/** The evidence that was kept, a line each. */
export function* evidenceTable({ documents, relations }: KnowledgeGraph): Generator<string> {
  yield csvLine([
    'subject',
    'type',
    'object',
    'negated',
    'document',
    'source',
    'sentence',
    'subjectText',
    'objectText',
    'score',
  ]);
  for (const { subject, type, object, negated, evidence } of relations)
    for (const each of evidence) {
      const { id, source } = documents[each.document];
      yield csvLine([
        subject,
        type,
        object,
        String(negated),
        id,
        source,
        each.sentence.text,
        each.subject.text,
        each.object.text,
        each.score,
      ]);
    }
}
