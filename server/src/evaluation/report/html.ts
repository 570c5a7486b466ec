import { type ViewBundle, viewPage } from '../../platform/viewPage';
import type { EvaluationReport } from './model';

/**
 * A report as one HTML file.
 * @param table the figures as text, for whoever reads it without scripts
 */
export const reportHtml = (report: EvaluationReport, bundle: ViewBundle, table: string): string =>
  viewPage(
    {
      title: `Evaluation of ${report.scored}`,
      data: report,
      unscripted: {
        headline: `${report.scored} on ${report.gold}`,
        text: table,
        note: 'The errors are listed by a script, which is switched off here. They are in errors.csv, too.',
      },
    },
    bundle,
  );
