import { kindOfType } from '../../annotation/entityKind';
import type { AnnotatedDocument } from '../../annotation/model';
import type { Finding, FindingPlace, KnownModel, SplitName } from '../model';
import type { SourcedDocument } from '../source';
import { type Check, type Checked, found, listed } from './check';

/** Types of entities and relations that the base model, or the documents to learn from, do not have. */
export const labels: Check = function* (checked) {
  const entities = new Map<string, FirstOfType>();
  const relations = new Map<string, FirstOfType>();
  for (const each of checked.documents) {
    const { document } = each;
    for (const mention of document.mentions) note(entities, mention.type, each, () => mention);
    for (const relation of document.relations) note(relations, relation.type, each, () => relation);
    yield;
  }
  return [
    ...toTheModel(checked, entities, relations),
    ...betweenSplits(checked, entities, 'entity'),
    ...betweenSplits(checked, relations, 'relation'),
  ];
};

/** Where a type is met first, and in which splits. */
interface FirstOfType {
  readonly splits: Set<SplitName>;
  readonly place: () => Omit<FindingPlace, 'message'>;
}

function note(
  types: Map<string, FirstOfType>,
  type: string,
  { document, source, split }: SourcedDocument,
  annotation: () => AnnotatedDocument['mentions'][number] | AnnotatedDocument['relations'][number],
): void {
  const known = types.get(type);
  if (known) known.splits.add(split);
  else
    types.set(type, { splits: new Set([split]), place: () => source.ofAnnotation(document, annotation()) });
}

function toTheModel(
  { base }: Checked,
  entities: ReadonlyMap<string, FirstOfType>,
  relations: ReadonlyMap<string, FirstOfType>,
): Finding[] {
  if (!base) return [];
  const known = [...new Set(base.guidelines.flatMap(({ entityTypes }) => entityTypes))];
  const spellings = new Map(known.map((type) => [spelling(type), type]));
  const unknown = [...entities].filter(([type]) => !known.includes(type));
  const renamed = unknown.flatMap(([type, { place }]): FindingPlace[] => {
    const like = spellings.get(spelling(type));
    return like === undefined ? [] : [{ ...place(), message: `${like} in the model`, text: type }];
  });
  const fresh = unknown.filter(([type]) => !spellings.has(spelling(type)));
  const freshRelations = [...relations].filter(([type]) => !base.relationTypes.includes(type));
  const missing = markedBy(base).filter((type) => !entities.has(type));
  return [
    ...found(
      {
        kind: 'renamedType',
        severity: 'warning',
        title: 'Types that the model knows by another spelling',
        message: `The model “${base.name}” spells ${listed(renamed.map(({ text }) => text ?? ''))} in another way. As they are, they are new types, learned from nothing; give them the model's names to go on from what it knows.`,
      },
      renamed,
    ),
    ...found(
      {
        kind: 'newType',
        severity: 'note',
        title: 'Types that the model does not know',
        message: `The model “${base.name}” marks ${listed(known)}. What it does not know is learned from this corpus alone.`,
      },
      fresh.map(([type, { place }]) => ({
        ...place(),
        message: `new${ofTheSameKind(type, known)}`,
        text: type,
      })),
    ),
    ...found(
      {
        kind: 'newRelation',
        severity: 'note',
        title: 'Relation types that the model does not know',
        message: `The model “${base.name}” ${base.relationTypes.length === 0 ? 'finds no relations' : `finds ${listed(base.relationTypes)}`}. What it does not know is learned from this corpus alone.`,
      },
      freshRelations.map(([type, { place }]) => ({ ...place(), message: 'new', text: type })),
    ),
    ...found(
      {
        kind: 'missingType',
        severity: 'note',
        title: 'Types that the model marks and the corpus does not',
        message: `The documents annotate no ${missing.join(', no ')}. Every recipe keeps what the model “${base.name}” marks of ${missing.length === 1 ? 'it' : 'them'}, and the fine-tuned model marks ${missing.length === 1 ? 'it' : 'them'}, too. How well, these documents cannot tell: measure it on texts that are annotated with ${missing.length === 1 ? 'it' : 'them'} (“measuredOn” of a recipe).`,
      },
      entities.size === 0 ? [] : missing.map((type) => ({ message: 'annotated nowhere', text: type })),
    ),
  ];
}

/** What a text is marked with where nothing else is asked for. */
function markedBy({ guidelines, marks = [guidelines[0].name] }: KnownModel): string[] {
  const shown = guidelines.filter(({ name }) => marks.includes(name));
  return [...new Set(shown.flatMap(({ entityTypes }) => entityTypes))];
}

/** A type of the model that may be meant. */
function ofTheSameKind(type: string, known: readonly string[]): string {
  const kind = kindOfType(type);
  const like = kind === 'entity' ? undefined : known.find((each) => kindOfType(each) === kind);
  return like === undefined ? '' : `; the model has ${like}`;
}

/** What remains of a type's name when case, plural and marks between words do not count. */
const spelling = (type: string): string =>
  type
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/(?<=\p{L}{3})(?<!s)s$/u, '');

function betweenSplits(
  { documents }: Checked,
  types: ReadonlyMap<string, FirstOfType>,
  what: 'entity' | 'relation',
): Finding[] {
  if (!documents.some(({ split }) => split === 'train')) return [];
  const untaught = [...types].filter(([, { splits }]) => !splits.has('train'));
  return found(
    {
      kind: what === 'entity' ? 'untaughtType' : 'untaughtRelation',
      severity: 'warning',
      title: `${what === 'entity' ? 'Types' : 'Relation types'} that no document to learn from has`,
      message: `${listed(untaught.map(([type]) => type))} ${untaught.length === 1 ? 'is' : 'are'} annotated only where nothing is learned: no model can find ${untaught.length === 1 ? 'it' : 'them'}, and all of ${untaught.length === 1 ? 'it counts' : 'them count'} as missed.`,
    },
    untaught.map(([type, { place, splits }]) => ({
      ...place(),
      message: `only in ${[...splits].join(' and ')}`,
      text: type,
    })),
  );
}
