import { edgesTable, evidenceTable, nodesTable } from './csvTables';
import { graphml } from './graphml';
import type { KnowledgeGraph } from './model';
import { graphTriples } from './rdf/graphTriples';
import { jsonLd } from './rdf/jsonLd';
import { turtle } from './rdf/turtle';

/** A way to write a knowledge graph. */
export interface GraphFormat {
  /** As on the command line. */
  readonly id: string;
  readonly title: string;
  /** With its dot. */
  readonly extension: string;
  /** The file in pieces. */
  readonly write?: (graph: KnowledgeGraph) => Iterable<string>;
  /** For a format that is several files: the name of each, and its pieces. */
  readonly tables?: Readonly<Record<string, (graph: KnowledgeGraph) => Iterable<string>>>;
}

/** Every format that a graph is written in. */
export const graphFormats: readonly GraphFormat[] = [
  { id: 'turtle', title: 'RDF Turtle', extension: '.ttl', write: (graph) => turtle(graphTriples(graph)) },
  { id: 'jsonld', title: 'JSON-LD', extension: '.jsonld', write: (graph) => jsonLd(graphTriples(graph)) },
  { id: 'graphml', title: 'GraphML', extension: '.graphml', write: graphml },
  {
    id: 'csv',
    title: 'CSV tables of nodes, edges and evidence',
    extension: '',
    tables: { 'nodes.csv': nodesTable, 'edges.csv': edgesTable, 'evidence.csv': evidenceTable },
  },
  {
    id: 'json',
    title: 'JSON',
    extension: '.json',
    write: (graph) => [`${JSON.stringify(graph, null, 1)}\n`],
  },
];
