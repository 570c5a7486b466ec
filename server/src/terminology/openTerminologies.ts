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

export interface OpenedIndexes {
  readonly terminologies: Terminologies;
  /** Those of them that do not come with BioGloss. */
  readonly imported: Terminologies;
  /** A sentence for each index that cannot be used. */
  readonly problems: readonly string[];
}

/** Opens what can be opened: an index that is missing or damaged leaves the others in use. @param paths the most important first */
export function openIndexes(paths: readonly string[]): OpenedIndexes {
  const indexes: TermIndex[] = [];
  const imported: TermIndex[] = [];
  const problems: string[] = [];
  for (const path of paths) {
    try {
      const isEmbedded = path === embeddedIndexPath();
      const index = isEmbedded ? openEmbeddedIndex() : TermIndex.open(path);
      indexes.push(index);
      if (!isEmbedded) imported.push(index);
    } catch (error) {
      const advice = existsSync(path) ? '' : '; import it again or take it off the list of terminologies';
      problems.push(`${sentence(error)}${advice}.`);
    }
  }
  return { terminologies: new Terminologies(indexes), imported: new Terminologies(imported), problems };
}

/** The terminologies in use, opened when somebody first asks for them: some 40 ms for the embedded one. */
export class OpenTerminologies {
  #paths: readonly string[] = [embeddedIndexPath()];
  #opened: OpenedIndexes | undefined;

  get paths(): readonly string[] {
    return this.#paths;
  }

  get current(): Terminologies {
    this.#opened ??= openIndexes(this.#paths);
    return this.#opened.terminologies;
  }

  /** Uses these index files from now on, and reads them anew also where they are the same: their content may have changed. */
  use(paths: readonly string[]): void {
    this.#paths = paths;
    this.#opened = undefined;
  }
}
