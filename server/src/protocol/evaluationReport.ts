// The client sees the protocol alone; a report is the same object in its file, in the editor and on its own page.
export { mainInterval, mainValue } from '../evaluation/report/mainValue';
export {
  type CurveFigure,
  type CurvePoint,
  type ErrorKind,
  type EvaluationReport,
  errorKinds,
  type ReportError,
  type ReportFigure,
  type ReportStage,
  reportFiles,
  type Said,
} from '../evaluation/report/model';
