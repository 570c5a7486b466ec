// The view of an evaluation.
import type { EvaluationReport } from '../../../server/src/protocol/evaluationReport';
import type { FromView } from '../evaluation/messages';
import { showReport } from '../page/reportPage';
import { EvaluationView, type ViewState } from './view';
import '../page/page.css';
import '../page/sortedTable.css';
import './view.css';

showReport<EvaluationReport, FromView, ViewState>(
  (report, state, editor) =>
    new EvaluationView(
      report,
      state,
      editor && {
        open: (stage, error) => editor.ask({ type: 'open', stage, error }),
        save: (form) => editor.ask({ type: 'save', form }),
        changed: editor.changed,
      },
    ),
);
