import type { Command } from './command';

/** Every command by its name. A command's file is only read when it is called, so that `--help` answers at once. */
export const commands: Readonly<Record<string, { summary: string; load: () => Promise<Command> }>> = {
  annotate: {
    summary: 'mark entities and relations in texts',
    load: async () => (await import('./annotate')).annotate,
  },
  check: {
    summary: 'say what a corpus is fit for before anything is learned from it',
    load: async () => (await import('./check')).check,
  },
  train: {
    summary: 'train or fine-tune a model on a corpus',
    load: async () => (await import('./train')).train,
  },
  evaluate: {
    summary: 'score predictions, or a model, against a gold corpus',
    load: async () => (await import('./evaluate')).evaluate,
  },
  'learning-curve': {
    summary: 'train on parts of a corpus: what would more documents bring?',
    load: async () => (await import('./learningCurve')).learningCurve,
  },
  convert: {
    summary: 'write a corpus in another format',
    load: async () => (await import('./convert')).convert,
  },
  graph: {
    summary: 'merge what texts say into a knowledge graph',
    load: async () => (await import('./graph')).graph,
  },
  curation: {
    summary: 'merge, compare and check what persons decided, and learn from it',
    load: async () => (await import('./curation')).curation,
  },
  terminology: {
    summary: 'import, build and inspect terminologies',
    load: async () => (await import('./terminology')).terminology,
  },
  model: {
    summary: 'list, export, import and download models',
    load: async () => (await import('./models')).models,
  },
  serve: {
    summary: 'the language server, for any editor',
    load: async () => (await import('./serve')).serve,
  },
};

export const overview =
  (): string => `BioGloss reads biomedical text: chemicals, diseases, and the relations between them.

Usage: biogloss COMMAND …

${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(14)} ${summary}`)
  .join('\n')}

"biogloss COMMAND --help" tells all about one of them. Data goes to stdout, everything else to stderr.
Exit codes: 0 done, 1 an input or the work failed, 2 wrong usage.
`;
