import type { ConceptId } from '../../annotation/model';
import { Chemical, Disease, Gene } from '../concept';
import type { Terminologies } from '../terminologies';
import { nearest } from './nearest';
import { problemAt } from './readWords';
import type { WordRow, WordsProblem } from './wordRow';

/** The types that names may have: the usual ones, those of the model and the terminologies, those that the rows define. */
export function knownTypes(
  terminologies: Terminologies,
  rows: readonly WordRow[],
  modelTypes: readonly string[],
): string[] {
  const ofTerminologies = terminologies.indexes.flatMap(({ meta }) => meta.typeSets.flat());
  const defined = rows.flatMap(({ word }) => (word.action === 'define' && word.type ? [word.type] : []));
  return [...new Set([Chemical, Disease, Gene, ...modelTypes, ...ofTerminologies, ...defined])];
}

/**
 * What terminologies say of rows that count: ids and types that nothing knows. These rows stay in use, since the file may be shared with
 * people who have other terminologies.
 */
export function unknownWords(
  rows: readonly WordRow[],
  terminologies: Terminologies,
  modelTypes: readonly string[],
): WordsProblem[] {
  const types = knownTypes(terminologies, rows, modelTypes);
  const ready = knownTypes(terminologies, [], modelTypes);
  const defined = new Set(rows.flatMap(({ word }) => (word.action === 'define' ? word.concepts : [])));
  const isKnown = (id: ConceptId) => defined.has(id) || terminologies.find(id) !== undefined;
  return rows.flatMap((row): WordsProblem[] => {
    const { action, type, concepts = [] } = row.word;
    const warn = (code: WordsProblem['code'], column: 'type' | 'concept', message: string) =>
      problemAt('warning', code, row, column, message);
    const problems: WordsProblem[] = [];
    const mistyped = type !== undefined && action === 'define' && !ready.includes(type);
    if (type !== undefined && (mistyped ? nearest(type, ready).length > 0 : !types.includes(type)))
      problems.push(
        warn(
          'unknown-type',
          'type',
          `no model, terminology or "define" row has the type "${type}"; there are ${ready.join(', ')}`,
        ),
      );
    if (action === 'define') {
      const known = terminologies.find(concepts[0]!);
      if (known)
        problems.push(
          warn(
            'known-concept',
            'concept',
            `${concepts[0]} is "${known.index.preferredName(known.concept)}" already; "add" gives it one more name`,
          ),
        );
      return problems;
    }
    const unknown = concepts.filter((id) => !isKnown(id));
    if (unknown.length > 0)
      problems.push(
        warn(
          'unknown-concept',
          'concept',
          `no terminology in use has ${unknown.join(' or ')}, and no "define" row makes it`,
        ),
      );
    return problems;
  });
}
