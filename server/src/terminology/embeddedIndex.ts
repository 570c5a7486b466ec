import { join } from 'node:path';
import { packageRoot } from '../platform/packageRoot';
import { TermIndex } from './index/termIndex';

/** The index that comes with BioGloss. */
export const embeddedIndexFile = 'mesh.terms';

export const embeddedIndexFolder = (): string => join(packageRoot(), 'models', 'index');

export const embeddedIndexPath = (): string => join(embeddedIndexFolder(), embeddedIndexFile);

let opened: TermIndex | undefined;

/** The chemicals and diseases of MeSH, read once in a process. @throws Failure where the installation lacks them */
export const openEmbeddedIndex = (): TermIndex => {
  opened ??= TermIndex.open(embeddedIndexPath());
  return opened;
};

export const isEmbeddedIndex = (index: TermIndex): boolean => index === opened;
