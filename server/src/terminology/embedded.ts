import { join } from 'node:path';
import { Chemical, type Concept, Disease, type Release } from './concept';
import { IndexBuilder } from './index/builder';
import { meshBranchOfTop } from './meshBranches';
import { type ImportOptions, importFile } from './reading/importFile';
import { typesOfTrees } from './reading/semanticTypes';

interface EmbeddedSource {
  readonly file: string;
  readonly release: Release;
  readonly select: (concept: Concept, builder: IndexBuilder) => readonly Concept[];
}

const isKept = ({ types }: Concept): boolean => types.some((type) => type === Chemical || type === Disease);

/** Facts alone: ids, names, types and places in the tree. Definitions are somebody's text and stay out. */
function meshFacts(concept: Concept): Concept[] {
  const { id, preferredName, synonyms, looseNames } = concept;
  const branch = meshBranchOfTop[id];
  const treeNumbers = concept.treeNumbers ?? (branch ? [branch] : undefined);
  const types = isKept(concept) ? concept.types : typesOfTrees(treeNumbers ?? []);
  const facts = {
    id,
    preferredName,
    synonyms,
    types,
    ...(looseNames && { looseNames }),
    ...(treeNumbers && { treeNumbers }),
  };
  return isKept(facts) ? [facts] : [];
}

/** The names of an ontology's term, for each MeSH concept that it says to be the same. */
const namesForMesh = ({ preferredName, synonyms, xrefs = [] }: Concept, builder: IndexBuilder): Concept[] =>
  xrefs
    .filter((xref) => builder.has(xref))
    .map((id) => ({
      id,
      preferredName: '',
      synonyms: [],
      looseNames: [preferredName, ...synonyms],
      types: [],
    }));

const ontology = { select: namesForMesh };

/** Licences are told as their files or publishers tell them. */
const sources: readonly EmbeddedSource[] = [
  {
    file: 'mesh.tsv',
    release: {
      title: 'MeSH: chemicals and diseases',
      version: 'descriptors of the edition of December 2023, supplementary concepts of 2015 to 2023',
      licence:
        'MeSH is by the U.S. National Library of Medicine, free to use with acknowledgement; names linked by DrugCentral and ChEBI: CC BY 4.0',
    },
    select: meshFacts,
  },
  {
    file: 'doid-2016-09-01.obo',
    release: { title: 'Disease Ontology', version: '2016-09-01', licence: 'CC BY 3.0' },
    ...ontology,
  },
  {
    file: 'hp-2013-11-30.obo',
    release: {
      title: 'Human Phenotype Ontology',
      version: '2013-11-30',
      licence: 'by the Human Phenotype Ontology consortium, free to use with attribution',
    },
    ...ontology,
  },
];

export interface EmbeddedIndex {
  readonly bytes: Uint8Array;
  readonly concepts: number;
  readonly names: number;
  readonly sources: readonly (Release & { readonly file: string; readonly concepts: number })[];
}

/**
 * Compiles the index of chemicals and diseases: MeSH, with the names that the Disease Ontology and the Human Phenotype Ontology have for the
 * same concepts. Equal sources give equal bytes.
 * @param folder holds mesh.tsv and the two .obo files
 * @throws Failure where one of them is missing, or is not what it should be
 */
export async function buildEmbeddedIndex(
  folder: string,
  options: Pick<ImportOptions, 'signal'> & { progress?: (file: string, share: number) => void } = {},
): Promise<EmbeddedIndex> {
  const builder = new IndexBuilder();
  const told = [];
  for (const { file, release, select } of sources) {
    const { concepts } = await importFile(join(folder, file), builder, {
      signal: options.signal,
      progress: (share) => options.progress?.(file, share),
      select: (concept) => select(concept, builder),
    });
    builder.amendSource(release);
    told.push({ file, ...release, concepts });
  }
  const { bytes, concepts, names } = builder.build('MeSH chemicals and diseases');
  return { bytes, concepts, names, sources: told };
}
