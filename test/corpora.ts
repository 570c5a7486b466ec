import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The file of a corpus under BIOGLOSS_DATA or ../shared/data, where it is there: `bc5cdr/dev`. The repository holds no corpus. */
export function corpusFile(name: string): string | undefined {
  const root = process.env['BIOGLOSS_DATA'] ?? join(process.cwd(), '..', 'shared', 'data');
  const file = join(root, 'corpora', `${name}.PubTator.txt`);
  return existsSync(file) ? file : undefined;
}

/** For `test(name, { skip }, …)`: false, or a line that says what is missing. */
export const unlessCorpus = (...names: string[]): string | false => {
  const missing = names.filter((name) => corpusFile(name) === undefined);
  return missing.length === 0
    ? false
    : `no ${missing.join(', ')} under BIOGLOSS_DATA or ../shared/data/corpora`;
};
