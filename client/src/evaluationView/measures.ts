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

/** Where a measure stands in a table. */
export const placeOfMeasure = (measure: string): number => order.indexOf(measure);
