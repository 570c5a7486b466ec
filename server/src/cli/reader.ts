import type { AnnotatedDocument, Annotations } from '../annotation/model';
import type { UserWord } from '../annotation/userWord';
import { besideModel } from '../pipeline/besideModel';
import { DictionaryReader } from '../pipeline/dictionaryReader';
import type { AnnotateOptions } from '../pipeline/pipeline';
import type { Terminologies } from '../terminology/terminologies';
import { withPipeline } from './model';
import type { Terminal } from './terminal';
import { terminologiesOf } from './terminologies';

export const readers = ['model', 'dictionary'] as const;

/** What reads documents for `annotate` and `graph`. */
export interface DocumentReader {
  readonly terminologies: Terminologies;
  /** Name and version of the model; absent where the dictionary reads alone. */
  readonly model?: string;
  useWords(words: readonly UserWord[]): void;
  annotate(document: AnnotatedDocument, options: AnnotateOptions): Promise<Annotations>;
}

interface ReaderOptions {
  readonly reader?: (typeof readers)[number];
  readonly model?: string;
  readonly device: string;
  readonly terminology?: readonly string[];
  readonly guidelines?: string;
}

/** Makes a reader ready, uses it, and lets it go: the dictionary alone, or a model with what only imported terminologies know beside it. */
export async function withReader<T>(
  options: ReaderOptions,
  terminal: Terminal,
  use: (reader: DocumentReader) => Promise<T>,
): Promise<T> {
  const { terminologies, imported } = terminologiesOf(options.terminology);
  if (options.reader === 'dictionary') return use(new DictionaryReader(terminologies));
  const beside = new DictionaryReader(imported);
  return withPipeline(options, terminal, (pipeline) =>
    use({
      terminologies,
      model: `${pipeline.model.name} ${pipeline.model.version}`,
      useWords(words) {
        pipeline.useWords(words);
        beside.useWords(words);
      },
      async annotate(document, annotateOptions) {
        const found = await pipeline.annotate(document, annotateOptions);
        if (imported.indexes.length === 0 || (annotateOptions.given ?? 'none') !== 'none') return found;
        const { mentions } = await beside.annotate(document, {});
        return { ...found, mentions: besideModel(found.mentions, pipeline.model.entityTypes, mentions) };
      },
    }),
  );
}
