import { join } from 'node:path';
import type { ConceptId } from '../annotation/model';
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
  /** For the key of each of MeSH's own names the concepts that have it. */
  readonly names: Map<string, ConceptId[]>;
}

/** A term with more of OMIM's numbers is a group of diseases. */
const mostNumbers = 5;

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
  for (const name of [preferredName, ...synonyms]) {
    const key = nameKey(name);
    const known = names.get(key);
    if (known) known.push(id);
    else names.set(key, [id]);
  }
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
 * Names for MeSH; OMIM's numbers for MeSH's concepts; and the diseases that MeSH lacks, by OMIM's number, where the term says just one: corpora of
 * diseases are annotated with OMIM's ids where the MeSH of their time had none.
 */
function diseasesBesideMesh(concept: Concept, known: Known): Concept[] {
  const { preferredName, synonyms, looseNames, xrefs = [] } = concept;
  const omim = xrefs.filter((xref) => xref.startsWith('OMIM:'));
  const numbers = omim.length <= mostNumbers ? omim : [];
  if (xrefs.some((xref) => xref.startsWith('MESH:')))
    return namesForMesh(concept, known).map((names) => ({ ...names, xrefs: numbers }));
  if (numbers.length === 0) return [];
  const meant = new Set([preferredName, ...synonyms].flatMap((name) => known.names.get(nameKey(name)) ?? []));
  // MeSH has it, though the term does not say so. Names of several concepts do not tell which.
  if (meant.size === 1)
    return [...meant].map((id) => ({ id, preferredName: '', synonyms: [], types: [], xrefs: numbers }));
  if (meant.size > 1 || numbers.length > 1) return [];
  const [id] = numbers;
  return [{ id, preferredName, synonyms, types: [Disease], ...(looseNames && { looseNames }) }];
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
  const known: Known = { builder: new IndexBuilder(), names: new Map() };
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
