export interface ExportFormat {
  /** Its name on the command line too. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Of the file to write, without the dot. */
  readonly extension: string;
  /** What is written is a folder of that name. */
  readonly isFolder?: true;
}

/** Formats that the export command offers, the most used first. */
export const exportFormats: readonly ExportFormat[] = [
  {
    id: 'pubtator',
    title: 'PubTator',
    description: 'mentions and relations, a line each',
    extension: 'pubtator',
  },
  {
    id: 'bioc-json',
    title: 'BioC JSON',
    description: 'passages, annotations and relations',
    extension: 'json',
  },
  { id: 'bioc-xml', title: 'BioC XML', description: 'the same as XML', extension: 'xml' },
  {
    id: 'brat',
    title: 'brat',
    description: 'a folder with .txt and .ann files',
    extension: 'brat',
    isFolder: true,
  },
  { id: 'conll', title: 'CoNLL', description: 'a word a line with its label', extension: 'conll' },
  { id: 'jsonl', title: 'JSON Lines', description: 'a document a line', extension: 'jsonl' },
  { id: 'csv', title: 'CSV', description: 'a table for spreadsheets', extension: 'csv' },
  {
    id: 'mentions-csv',
    title: 'CSV of Mentions',
    description: 'with parts, names and notes',
    extension: 'csv',
  },
  { id: 'concepts-csv', title: 'CSV of Concepts', description: 'with counts and wordings', extension: 'csv' },
  {
    id: 'relations-csv',
    title: 'CSV of Relations',
    description: 'with names and evidence',
    extension: 'csv',
  },
  { id: 'html', title: 'HTML', description: 'a page with highlights, for reading', extension: 'html' },
  {
    id: 'web-annotation',
    title: 'Web Annotations',
    description: 'JSON-LD with texts and quotes',
    extension: 'jsonld',
  },
  { id: 'json', title: 'JSON', description: 'everything, as BioGloss knows it', extension: 'json' },
  { id: 'rdf', title: 'RDF Turtle', description: 'Web Annotations, for linked data', extension: 'ttl' },
];
