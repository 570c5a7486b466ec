export interface ExportFormat {
  /** Its name on the command line too. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Of the file to write, without the dot. */
  readonly extension: string;
}

/** Formats that the export command offers, the most used first. */
export const exportFormats: readonly ExportFormat[] = [
  {
    id: 'pubtator',
    title: 'PubTator',
    description: 'mentions and document relations, offsets in characters',
    extension: 'pubtator',
  },
  { id: 'jsonl', title: 'JSON Lines', description: 'one document a line', extension: 'jsonl' },
  { id: 'csv', title: 'CSV', description: 'a table for spreadsheets', extension: 'csv' },
];
