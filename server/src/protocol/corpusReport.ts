// The client sees the protocol alone; a report is the same object in its file, in the editor and on its own page.
export type {
  CorpusReport,
  Distribution,
  Finding,
  FindingPlace,
  Located,
  Severity,
  SplitFigures,
} from '../corpus/model';
export { corpusReportFiles } from '../corpus/model';
