import { join } from 'node:path';
import { Chemical, type Concept, Disease, type Release } from './concept';
import { IndexBuilder } from './index/builder';
import { meshBranchOfTop } from './meshBranches';
import { nameKey } from './names/nameKey';
import { type ImportOptions, importFile } from './reading/importFile';
import { typesOfTrees } from './reading/semanticTypes';

interface EmbeddedSource {
  readonly file: string;
  readonly release: Release;
  readonly select: (concept: Concept, known: Known) => readonly Concept[];
}

/** What the sources before this one gave. */
interface Known {
  readonly builder: IndexBuilder;
  /** Keys of MeSH's own names. */
  readonly names: Set<string>;
}

const isKept = ({ types }: Concept): boolean => types.some((type) => type === Chemical || type === Disease);

/** Facts alone: ids, names, types and places in the tree. Definitions are somebody's text and stay out. */
function meshFacts(concept: Concept, { names }: Known): Concept[] {
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
  if (!isKept(facts)) return [];
  for (const name of [preferredName, ...synonyms]) names.add(nameKey(name));
  return [facts];
}

/** The names of an ontology's term, for each MeSH concept that it says to be the same. */
const namesForMesh = (
  { preferredName, synonyms, xrefs = [] }: Concept,
  { builder }: Pick<Known, 'builder'>,
): Concept[] =>
  xrefs
    .filter((xref) => xref.startsWith('MESH:') && builder.has(xref))
    .map((id) => ({
      id,
      preferredName: '',
      synonyms: [],
      looseNames: [preferredName, ...synonyms],
      types: [],
    }));

/**
 * Names for MeSH; and the diseases that MeSH lacks, by OMIM's number, where the term says just one: corpora of diseases are annotated with
 * OMIM's ids where MeSH has none.
 */
function diseasesBesideMesh(concept: Concept, known: Known): Concept[] {
  const { preferredName, synonyms, looseNames, xrefs = [] } = concept;
  if (xrefs.some((xref) => xref.startsWith('MESH:'))) return namesForMesh(concept, known);
  const [omim, ...more] = xrefs.filter((xref) => xref.startsWith('OMIM:'));
  if (!omim || more.length > 0 || [preferredName, ...synonyms].some((name) => known.names.has(nameKey(name))))
    return [];
  return [{ id: omim, preferredName, synonyms, types: [Disease], ...(looseNames && { looseNames }) }];
}

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
    select: diseasesBesideMesh,
  },
  {
    file: 'hp-2013-11-30.obo',
    release: {
      title: 'Human Phenotype Ontology',
      version: '2013-11-30',
      licence: 'by the Human Phenotype Ontology consortium, free to use with attribution',
    },
    select: namesForMesh,
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
 * same concepts, and diseases of OMIM that MeSH lacks. Equal sources give equal bytes.
 * @param folder holds mesh.tsv and the two .obo files
 * @throws Failure where one of them is missing, or is not what it should be
 */
export async function buildEmbeddedIndex(
  folder: string,
  options: Pick<ImportOptions, 'signal'> & { progress?: (file: string, share: number) => void } = {},
): Promise<EmbeddedIndex> {
  const known: Known = { builder: new IndexBuilder(), names: new Set() };
  const told = [];
  for (const { file, release, select } of sources) {
    const { concepts } = await importFile(join(folder, file), known.builder, {
      signal: options.signal,
      progress: (share) => options.progress?.(file, share),
      select: (concept) => select(concept, known),
    });
    known.builder.amendSource(release);
    told.push({ file, ...release, concepts });
  }
  const { bytes, concepts, names } = known.builder.build('MeSH chemicals and diseases');
  return { bytes, concepts, names, sources: told };
}
