import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../platform/packageRoot';
import { TermIndex } from './index/termIndex';

/** The index that comes with BioGloss. */
export const embeddedIndexFile = 'mesh.terms';

export const embeddedIndexFolder = (): string => join(packageRoot(), 'models', 'index');

export const embeddedIndexPath = (): string => join(embeddedIndexFolder(), embeddedIndexFile);

/** Beside the index, as `sha256sum` writes and checks it. */
export const embeddedHashFile = `${embeddedIndexFile}.sha256`;

let opened: TermIndex | undefined;

/** The chemicals and diseases of MeSH, read once in a process. @throws Failure where the installation lacks them */
export const openEmbeddedIndex = (): TermIndex => {
  opened ??= TermIndex.open(embeddedIndexPath(), compiledHash());
  return opened;
};

export const isEmbeddedIndex = (index: TermIndex): boolean => index === opened;

function compiledHash(): string | undefined {
  const path = join(embeddedIndexFolder(), embeddedHashFile);
  return existsSync(path) ? readFileSync(path, 'utf8').split(' ', 1)[0] : undefined;
}
