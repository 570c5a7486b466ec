import type { ListedModel } from '../../../server/src/protocol/models';

/** What the server says of a model's use in this window. */
export interface ModelUse {
  readonly state: 'ready' | 'loading' | 'failed';
  /** The execution provider that runs it. */
  readonly device?: string;
}

/** One line below a model in the tree. */
export interface ModelFact {
  readonly label: string;
  readonly detail?: string;
  readonly icon: string;
}

const origins: Record<ListedModel['origin'], string> = {
  embedded: 'comes with BioGloss',
  imported: 'imported',
  run: 'training run',
  elsewhere: 'elsewhere',
};

const uses: Record<ModelUse['state'], string> = {
  ready: 'in use',
  loading: 'is being loaded',
  failed: 'could not be loaded',
};

/** Whether a model reads texts: others are bases to train on, or nothing. */
export const readsTexts = ({ kind }: ListedModel): boolean => kind === 'model' || kind === 'classifier';

/** The name that tells it from others: two imports may hold models of one name. */
export function labelOf({ name, version, folder, origin }: ListedModel): string {
  const called = version ? `${name} ${version}` : name;
  const own = folder.split(/[\\/]/).at(-1)!;
  return origin === 'embedded' || own === name ? called : `${own}: ${called}`;
}

/** In a few words: use, origin, quality, size. */
export function summaryOf(model: ListedModel, use?: ModelUse): string {
  const [best] = headline(model);
  // What tells models apart comes first: side bars are narrow.
  return [
    use && (use.device ? `${uses[use.state]} on ${use.device}` : uses[use.state]),
    model.kind === 'unusable' && 'cannot be used',
    model.kind === 'checkpoint' && 'an encoder to train on',
    best && `F1 ${best[1].toFixed(3)}`,
    megabytes(model.bytes),
    origins[model.origin],
  ]
    .filter(Boolean)
    .join(' · ');
}

/** All that is known of it. */
export function factsOf(model: ListedModel, use?: ModelUse): ModelFact[] {
  const { problem, guidelines, relationTypes, scores, licence, source, card, folder } = model;
  return [
    ...(problem ? [{ label: problem, icon: 'warning' }] : []),
    ...guidelines.map(({ name, entityTypes }) => ({
      label: entityTypes.join(', '),
      detail: `by the guideline ${name}`,
      icon: 'tag',
    })),
    ...(relationTypes.length > 0
      ? [{ label: relationTypes.join(', '), detail: 'relations', icon: 'type-hierarchy' }]
      : []),
    ...headline(model).map(([of, f1]) => ({ label: `F1 ${f1.toFixed(3)}`, detail: of, icon: 'graph' })),
    ...(scores ? [{ label: scores.measuredOn, icon: 'info' }] : []),
    ...(use?.device ? [{ label: `Runs on ${use.device}`, icon: 'chip' }] : []),
    { label: megabytes(model.bytes), icon: 'database' },
    ...(licence ? [{ label: `Licence: ${licence}`, icon: 'law' }] : []),
    ...(source ? [{ label: source, detail: 'downloaded from', icon: 'cloud-download' }] : []),
    ...(card ? [] : [{ label: 'It has no card', icon: 'book' }]),
    { label: folder, icon: 'folder' },
  ];
}

/** The figure over all types first. */
const headline = ({ scores }: ListedModel): [string, number][] =>
  Object.entries(scores?.f1 ?? {}).sort(
    ([a], [b]) => Number(b === 'all mentions') - Number(a === 'all mentions'),
  );

/** What menus ask for: `idle` can be put to use, `reads` reads texts, `whole` can be exported. */
export const wordsOf = (model: ListedModel, use?: ModelUse): string =>
  [
    readsTexts(model) && 'reads',
    readsTexts(model) && use?.state !== 'ready' && 'idle',
    model.kind !== 'unusable' && 'whole',
    model.card && 'card',
    model.origin === 'imported' && 'imported',
  ]
    .filter(Boolean)
    .join(' ');

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
