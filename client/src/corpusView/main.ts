// The view of a corpus check.
import type { CorpusReport } from '../../../server/src/protocol/corpusReport';
import type { FromView } from '../corpus/messages';
import { showReport } from '../page/reportPage';
import { CorpusView, type ViewState } from './view';
import '../page/page.css';
import './view.css';

showReport<CorpusReport, FromView, ViewState>(
  (report, state, editor) =>
    new CorpusView(
      report,
      state,
      editor && {
        open: (place) => editor.ask({ type: 'open', ...place }),
        save: (form) => editor.ask({ type: 'save', form }),
        changed: editor.changed,
      },
    ),
);
