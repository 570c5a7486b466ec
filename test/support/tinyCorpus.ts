const chemicals = [
  'naproxen',
  'lithium',
  'cisplatin',
  'morphine',
  'haloperidol',
  'valproate',
  'digoxin',
  'heparin',
];
const diseases = [
  'gastric ulcer',
  'nephropathy',
  'hearing loss',
  'seizures',
  'parkinsonism',
  'hepatitis',
  'arrhythmia',
  'bleeding',
];

/**
 * A corpus in PubTator form, made up by rule so that a small network can learn it: each text says that one chemical causes one
 * disease and is given for another.
 */
export function tinyCorpus(documents: number, first = 0): string {
  return Array.from({ length: documents }, (_, i) => textOf(first + i)).join('\n');
}

function textOf(i: number): string {
  const chemical = chemicals[i % chemicals.length];
  const caused = diseases[(i * 3) % diseases.length];
  const treated = diseases[(i * 3 + 1 + (i % 5)) % diseases.length];
  const title = `${chemical} and ${caused}`;
  const abstract = `We saw ${caused} caused by ${chemical} in ${i + 2} patients. They took ${chemical} for ${treated}.`;
  const text = `${title} ${abstract}`;
  const id = String(1000 + i);
  const mentions = [
    ...occurrences(text, chemical).map(
      (start) => [start, chemical, 'Chemical', `C${chemicals.indexOf(chemical)}`] as const,
    ),
    ...occurrences(text, caused).map(
      (start) => [start, caused, 'Disease', `D${diseases.indexOf(caused)}`] as const,
    ),
    ...(treated === caused
      ? []
      : occurrences(text, treated).map(
          (start) => [start, treated, 'Disease', `D${diseases.indexOf(treated)}`] as const,
        )),
  ];
  return [
    `${id}|t|${title}`,
    `${id}|a|${abstract}`,
    ...mentions.map(([start, name, type, concept]) =>
      [id, start, start + name.length, name, type, concept].join('\t'),
    ),
    [id, 'CID', `C${chemicals.indexOf(chemical)}`, `D${diseases.indexOf(caused)}`].join('\t'),
    '',
  ].join('\n');
}

function occurrences(text: string, name: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) found.push(at);
  return found;
}
