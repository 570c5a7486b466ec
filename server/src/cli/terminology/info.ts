import { qualifiedConceptId } from '../../annotation/conceptId';
import { counted } from '../../platform/counted';
import type { Concept } from '../../terminology/concept';
import { TermIndex } from '../../terminology/index/termIndex';
import { Terminologies } from '../../terminology/terminologies';
import type { Terminal } from '../terminal';
import { UsageError } from '../usageError';
import type { TerminologyOptions } from './options';

/** `biogloss terminology info`: what indexes hold, or the concepts that have a name or id, the first index first. */
export async function showTerminology(
  paths: readonly string[],
  { find = [], json }: TerminologyOptions,
  terminal: Terminal,
): Promise<number> {
  if (paths.length === 0)
    throw new UsageError('INDEX is missing: a file that "terminology import" has written');
  const indexes = paths.map((path) => TermIndex.open(path));
  if (find.length === 0) {
    const all = indexes.map(summary);
    await terminal.write(json ? `${JSON.stringify(all, null, 2)}\n` : all.map(describe).join('\n'));
    return 0;
  }
  const terminologies = new Terminologies(indexes);
  for (const wanted of find) {
    const concepts = conceptsFor(wanted, terminologies);
    if (json) await terminal.write(`${JSON.stringify({ find: wanted, concepts })}\n`);
    else if (concepts.length === 0) terminal.tell(`no concept has the name or id "${wanted}"`);
    else await terminal.write(concepts.map(describeConcept).join('\n'));
  }
  return 0;
}

function conceptsFor(wanted: string, terminologies: Terminologies): Concept[] {
  const byId = terminologies.find(wanted) ?? terminologies.find(qualifiedConceptId(wanted));
  const found = byId ? [byId] : terminologies.lookup(wanted);
  return found.map(({ index, concept }) => index.concept(concept));
}

function summary(index: TermIndex) {
  const types: Record<string, number> = {};
  for (let concept = 0; concept < index.conceptCount; concept++)
    for (const type of index.types(concept)) types[type] = (types[type] ?? 0) + 1;
  const { name, sources } = index.meta;
  return { name, concepts: index.conceptCount, names: index.nameCount, types, sources };
}

function describe({ name, concepts, names, types, sources }: ReturnType<typeof summary>): string {
  const lines = [
    name,
    `  ${counted(concepts, 'concept')}, ${counted(names, 'name')}`,
    ...Object.entries(types)
      .sort((a, b) => b[1] - a[1])
      .map(([type, count]) => `  ${type}: ${count}`),
    ...sources.map(({ file, format, title, version, licence }) => {
      const told = [title, version && `version ${version}`, licence && `licence: ${licence}`].filter(Boolean);
      return `  from ${file} (${format})${told.length > 0 ? `: ${told.join('; ')}` : ''}`;
    }),
  ];
  return `${lines.join('\n')}\n`;
}

function describeConcept(concept: Concept): string {
  const { id, preferredName, synonyms, looseNames, types, treeNumbers, xrefs, scopeNote } = concept;
  const rows: [string, string | undefined][] = [
    ['type', types.join(', ')],
    ['also', synonyms.join(' | ')],
    ['linked', looseNames?.join(' | ')],
    ['tree', treeNumbers?.join(' ')],
    ['same as', xrefs?.join(' ')],
    ['note', scopeNote],
  ];
  return [
    `${id}  ${preferredName}`,
    ...rows.filter(([, value]) => value).map(([label, value]) => `  ${label}: ${value}`),
    '',
  ].join('\n');
}
