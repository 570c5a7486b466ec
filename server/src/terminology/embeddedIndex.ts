import { join } from 'node:path';
import { packageRoot } from '../platform/packageRoot';
import { TermIndex } from './index/termIndex';

/** The index that comes with BioGloss, in the folder `models/index`. */
export const embeddedIndexFile = 'mesh.terms';

export const embeddedIndexPath = (): string => join(packageRoot(), 'models', 'index', embeddedIndexFile);

let opened: TermIndex | undefined;

/** The chemicals and diseases of MeSH, read once in a process. @throws Failure where the installation lacks them */
export const openEmbeddedIndex = (): TermIndex => {
  opened ??= TermIndex.open(embeddedIndexPath());
  return opened;
};
