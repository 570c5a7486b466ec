import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { sentence } from '../platform/failure';
import { embeddedIndexPath, openEmbeddedIndex } from './embeddedIndex';
import { TermIndex } from './index/termIndex';
import { Terminologies } from './terminologies';

/** Stands for the index that comes with BioGloss in a person's list of terminologies. */
export const embeddedTerminology = 'embedded';

/**
 * The index files of a list, the most important first. The embedded one comes last where the list does not place it.
 * @param home what relative paths are relative to
 */
export const indexPaths = (listed: readonly string[], home: string): string[] => [
  ...new Set(
    [...listed, embeddedTerminology].map((each) =>
      each === embeddedTerminology ? embeddedIndexPath() : resolve(home, each),
    ),
  ),
];

/** An index file, with why it cannot be used where that is so. */
export interface OpenedIndex {
  readonly path: string;
  readonly index?: TermIndex;
  /** A sentence. */
  readonly problem?: string;
}

export interface OpenedIndexes {
  readonly files: readonly OpenedIndex[];
  readonly terminologies: Terminologies;
  /** Those of them that do not come with BioGloss. */
  readonly imported: Terminologies;
  /** A sentence for each index that cannot be used. */
  readonly problems: readonly string[];
}

/** Opens what can be opened: an index that is missing or damaged leaves the others in use. @param paths the most important first */
export function openIndexes(paths: readonly string[]): OpenedIndexes {
  const files = paths.map(openIndex);
  const imported = files.filter(({ path }) => !isEmbedded(path));
  return {
    files,
    terminologies: terminologiesOf(files),
    imported: terminologiesOf(imported),
    problems: files.flatMap(({ problem }) => problem ?? []),
  };
}

/** True for the index that comes with BioGloss. */
export const isEmbedded = (path: string): boolean => path === embeddedIndexPath();

function openIndex(path: string): OpenedIndex {
  try {
    return { path, index: isEmbedded(path) ? openEmbeddedIndex() : TermIndex.open(path) };
  } catch (error) {
    const advice = existsSync(path) ? '' : '; import it again or take it off the list of terminologies';
    return { path, problem: `${sentence(error)}${advice}.` };
  }
}

const terminologiesOf = (files: readonly OpenedIndex[]): Terminologies =>
  new Terminologies(files.flatMap(({ index }) => index ?? []));

/** The terminologies in use, opened when somebody first asks for them: some 40 ms for the embedded one. */
export class OpenTerminologies {
  #paths: readonly string[] = [embeddedIndexPath()];
  #opened: OpenedIndexes | undefined;

  get current(): Terminologies {
    return this.#open().terminologies;
  }

  /** Each file of the list, the most important first. */
  get files(): readonly OpenedIndex[] {
    return this.#open().files;
  }

  #open(): OpenedIndexes {
    this.#opened ??= openIndexes(this.#paths);
    return this.#opened;
  }

  /** Uses these index files from now on, and reads them anew also where they are the same: their content may have changed. */
  use(paths: readonly string[]): void {
    this.#paths = paths;
    this.#opened = undefined;
  }
}
