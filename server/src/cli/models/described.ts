import type { ListedModel } from '../../protocol/models';

const origins: Record<ListedModel['origin'], string> = {
  embedded: 'comes with BioGloss',
  imported: 'imported',
  run: 'made by a training run',
  elsewhere: 'lies elsewhere',
};

/** All that is known of a model, a fact a line. */
export function described(model: ListedModel): string {
  const { guidelines, relationTypes, scores } = model;
  const rows: [string, string | undefined][] = [
    ['problem', model.problem],
    ['marks', guidelines.map(({ name, entityTypes }) => `${entityTypes.join(', ')} (${name})`).join('; ')],
    ['relations', relationTypes.join(', ')],
    [
      'F1',
      scores &&
        Object.entries(scores.f1)
          .map(([of, f1]) => `${of} ${f1.toFixed(3)}`)
          .join(', '),
    ],
    ['how', scores?.measuredOn],
    ['size', megabytes(model.bytes)],
    ['licence', model.licence],
    ['from', model.source],
    ['card', model.card],
    ['folder', model.folder],
  ];
  const lines = rows.filter(([, value]) => value).map(([label, value]) => `  ${label}: ${value}`);
  return `${[`${titleOf(model)}, ${origins[model.origin]}`, ...lines].join('\n')}\n`;
}

/** Name and version, and what it is where that is not a model of our own. */
function titleOf({ name, version, kind }: ListedModel): string {
  const what = {
    model: '',
    classifier: ' (token classifier)',
    checkpoint: ' (encoder to train on)',
    unusable: ' (cannot be used)',
  };
  return `${name}${version ? ` ${version}` : ''}${what[kind]}`;
}

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
