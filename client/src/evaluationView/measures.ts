/** What is measured, in words; the order of the table. */
const measures: Readonly<Record<string, string>> = {
  mention: 'Mentions: span and type exact',
  overlap: 'Mentions: same type, overlapping',
  concept: 'Concepts of a document',
  relation: 'Relations of a document',
  relation_seen: 'Relations that the training documents have',
  relation_unseen: 'Relations that they do not have',
  link_acc: 'Links right, of mentions found',
  link_acc5: 'Links right among five choices',
  link_acc_seen: 'Links right, names seen in training',
  link_acc5_seen: 'Among five choices, names seen',
  link_acc_unseen: 'Links right, names not seen',
  link_acc5_unseen: 'Among five choices, names not seen',
  link_acc_rare: 'Links right, rare names',
  link_acc5_rare: 'Among five choices, rare names',
  link_acc_ambiguous: 'Links right, ambiguous names',
  link_acc5_ambiguous: 'Among five choices, ambiguous names',
  nil: 'In no terminology',
};

const order = Object.keys(measures);

export const nameOfMeasure = (measure: string): string =>
  Object.hasOwn(measures, measure) ? measures[measure] : measure;

/** Figures as a table has them: measure by measure. */
export const inOrder = <Figure extends { readonly measure: string }>(figures: readonly Figure[]): Figure[] =>
  [...figures].sort((a, b) => order.indexOf(a.measure) - order.indexOf(b.measure));
